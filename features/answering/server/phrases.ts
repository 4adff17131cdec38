import type { Language } from "./language.ts";

/** What the built-in answerer says of its own; the rest it quotes. `{titles}` and `{number}` are filled in. */
export type Phrases = {
  greeting: string;
  welcome: string;
  /** To "are you a human?". */
  machine: string;
  /** To "can I talk to someone?", where nobody can be reached, and where there is a number to call. */
  nobody: string;
  call: string;
  /** To the same where the team can be asked: that it is asked now, and that it was before. */
  asked: string;
  coming: string;
  /** Beside a refusal, where the team can be asked. */
  offer: string;
  suggest: string;
  /** Of what a model said without a passage that says so. */
  unsupported: string;
  /** Two, so that a refusal never follows one that is like it. */
  declines: readonly [string, string];
  /** What the documents are about. */
  about: string;
  /** In which languages they are, to a question in another. */
  written: string;
};

export const phrases: Record<Language, Phrases> = {
  en: {
    greeting: "Hello. Ask me a question, and I will look for the answer in the documents I have.",
    welcome: "You are welcome. Ask me whenever there is something else.",
    machine: "I am an AI agent, not a person. I answer from the documents I have.",
    nobody: "I cannot connect you to a person here. Ask me, and I will look in the documents I have.",
    call: "You can reach a person by telephone: {number}.",
    asked: "I have told the team that you would like to talk to a person. They will answer here.",
    coming: "The team knows that you would like to talk to a person, and will answer here.",
    offer: "If you would like to talk to a person, just say so.",
    suggest: "I am not sure. This may help:",
    unsupported: "I could not check this against my documents.",
    declines: [
      "I found no answer to that in the documents I have. Other words may help, for example the exact name of what you are looking for.",
      "My documents do not answer that one either. Try a single short question about one thing.",
    ],
    about: "I know about: {titles}.",
    written: "My documents are in {languages}.",
  },
  de: {
    greeting: "Hallo. Stellen Sie mir eine Frage, und ich suche die Antwort in den Dokumenten, die ich habe.",
    welcome: "Gern geschehen. Fragen Sie mich, wenn Sie noch etwas wissen möchten.",
    machine: "Ich bin ein KI-Agent, kein Mensch. Ich antworte aus den Dokumenten, die ich habe.",
    nobody: "Ich kann Sie hier nicht mit einem Menschen verbinden. Fragen Sie mich, und ich sehe in meinen Dokumenten nach.",
    call: "Einen Menschen erreichen Sie telefonisch: {number}.",
    asked: "Ich habe dem Team gesagt, dass Sie mit einem Menschen sprechen möchten. Man antwortet Ihnen hier.",
    coming: "Das Team weiß, dass Sie mit einem Menschen sprechen möchten, und antwortet Ihnen hier.",
    offer: "Wenn Sie mit einem Menschen sprechen möchten, sagen Sie es einfach.",
    suggest: "Ich bin nicht sicher. Vielleicht hilft das:",
    unsupported: "Das konnte ich in meinen Dokumenten nicht nachprüfen.",
    declines: [
      "Darauf habe ich in meinen Dokumenten keine Antwort gefunden. Vielleicht helfen andere Worte, zum Beispiel der genaue Name dessen, was Sie suchen.",
      "Auch das beantworten meine Dokumente nicht. Versuchen Sie es mit einer kurzen Frage zu einer Sache.",
    ],
    about: "Ich kenne mich aus mit: {titles}.",
    written: "Meine Dokumente sind auf {languages}.",
  },
  fr: {
    greeting: "Bonjour. Posez-moi une question, et je chercherai la réponse dans les documents dont je dispose.",
    welcome: "Je vous en prie. Demandez-moi si vous avez une autre question.",
    machine: "Je suis un agent d’IA, pas une personne. Je réponds à partir des documents dont je dispose.",
    nobody: "Je ne peux pas vous mettre en relation avec une personne ici. Posez-moi votre question, et je chercherai dans mes documents.",
    call: "Vous pouvez joindre une personne par téléphone : {number}.",
    asked: "J’ai prévenu l’équipe que vous souhaitez parler à une personne. On vous répondra ici.",
    coming: "L’équipe sait que vous souhaitez parler à une personne et vous répondra ici.",
    offer: "Si vous souhaitez parler à une personne, dites-le simplement.",
    suggest: "Je n’en suis pas certain. Ceci peut aider :",
    unsupported: "Je n’ai pas pu vérifier cela dans mes documents.",
    declines: [
      "Je n’ai pas trouvé la réponse dans les documents dont je dispose. D’autres mots peuvent aider, par exemple le nom exact de ce que vous cherchez.",
      "Mes documents ne répondent pas non plus à cela. Essayez une question courte sur un seul sujet.",
    ],
    about: "Je connais : {titles}.",
    written: "Mes documents sont en {languages}.",
  },
  es: {
    greeting: "Hola. Hágame una pregunta y buscaré la respuesta en los documentos que tengo.",
    welcome: "De nada. Pregúnteme cuando necesite algo más.",
    machine: "Soy un agente de IA, no una persona. Respondo a partir de los documentos que tengo.",
    nobody: "Aquí no puedo ponerle en contacto con una persona. Pregúnteme y buscaré en mis documentos.",
    call: "Puede hablar con una persona por teléfono: {number}.",
    asked: "El equipo ya sabe que quiere hablar con una persona. Le responderán aquí.",
    coming: "El equipo sabe que quiere hablar con una persona y le responderá aquí.",
    offer: "Si quiere hablar con una persona, dígalo sin más.",
    suggest: "No estoy seguro. Quizá esto ayude:",
    unsupported: "No pude comprobarlo en mis documentos.",
    declines: [
      "No encuentro la respuesta en los documentos que tengo. Quizá ayuden otras palabras, por ejemplo el nombre exacto de lo que busca.",
      "Mis documentos tampoco responden a eso. Pruebe con una pregunta corta sobre una sola cosa.",
    ],
    about: "Conozco: {titles}.",
    written: "Mis documentos están en {languages}.",
  },
  it: {
    greeting: "Salve. Mi faccia una domanda e cercherò la risposta nei documenti che ho.",
    welcome: "Prego. Mi chieda pure se c’è altro.",
    machine: "Sono un agente di IA, non una persona. Rispondo in base ai documenti che ho.",
    nobody: "Qui non posso metterla in contatto con una persona. Mi chieda pure, e cercherò nei miei documenti.",
    call: "Può parlare con una persona al telefono: {number}.",
    asked: "Ho avvisato il team che desidera parlare con una persona. Le risponderanno qui.",
    coming: "Il team sa che desidera parlare con una persona e le risponderà qui.",
    offer: "Se desidera parlare con una persona, basta dirlo.",
    suggest: "Non sono sicuro. Questo può aiutare:",
    unsupported: "Non ho potuto verificarlo nei miei documenti.",
    declines: [
      "Non ho trovato la risposta nei documenti che ho. Altre parole possono aiutare, per esempio il nome esatto di ciò che cerca.",
      "I miei documenti non rispondono nemmeno a questo. Provi con una domanda breve su una cosa sola.",
    ],
    about: "Conosco: {titles}.",
    written: "I miei documenti sono in {languages}.",
  },
  pt: {
    greeting: "Olá. Faça-me uma pergunta e procurarei a resposta nos documentos que tenho.",
    welcome: "De nada. Pergunte-me se precisar de mais alguma coisa.",
    machine: "Sou um agente de IA, não uma pessoa. Respondo a partir dos documentos que tenho.",
    nobody: "Aqui não posso ligá-lo a uma pessoa. Pergunte-me, e procurarei nos meus documentos.",
    call: "Pode falar com uma pessoa por telefone: {number}.",
    asked: "Avisei a equipa de que gostaria de falar com uma pessoa. Vão responder-lhe aqui.",
    coming: "A equipa sabe que gostaria de falar com uma pessoa e vai responder-lhe aqui.",
    offer: "Se quiser falar com uma pessoa, basta dizer.",
    suggest: "Não tenho a certeza. Isto pode ajudar:",
    unsupported: "Não consegui confirmar isto nos meus documentos.",
    declines: [
      "Não encontrei a resposta nos documentos que tenho. Outras palavras podem ajudar, por exemplo o nome exato do que procura.",
      "Os meus documentos também não respondem a isso. Tente uma pergunta curta sobre uma só coisa.",
    ],
    about: "Conheço: {titles}.",
    written: "Os meus documentos estão em {languages}.",
  },
  nl: {
    greeting: "Hallo. Stel me een vraag, en ik zoek het antwoord in de documenten die ik heb.",
    welcome: "Graag gedaan. Vraag het me gerust als er nog iets is.",
    machine: "Ik ben een AI-agent, geen mens. Ik antwoord uit de documenten die ik heb.",
    nobody: "Ik kan u hier niet met een mens verbinden. Stel me uw vraag, en ik zoek in mijn documenten.",
    call: "U kunt telefonisch iemand bereiken: {number}.",
    asked: "Ik heb het team laten weten dat u iemand wilt spreken. U krijgt hier antwoord.",
    coming: "Het team weet dat u iemand wilt spreken en antwoordt u hier.",
    offer: "Als u iemand wilt spreken, zegt u dat gewoon.",
    suggest: "Ik weet het niet zeker. Misschien helpt dit:",
    unsupported: "Dit kon ik niet in mijn documenten nagaan.",
    declines: [
      "Daarop heb ik in mijn documenten geen antwoord gevonden. Misschien helpen andere woorden, bijvoorbeeld de precieze naam van wat u zoekt.",
      "Ook dat beantwoorden mijn documenten niet. Probeer een korte vraag over één ding.",
    ],
    about: "Ik weet iets over: {titles}.",
    written: "Mijn documenten zijn in het {languages}.",
  },
  pl: {
    greeting: "Dzień dobry. Proszę zadać pytanie, a poszukam odpowiedzi w dokumentach, które mam.",
    welcome: "Proszę bardzo. Chętnie odpowiem na kolejne pytania.",
    machine: "Jestem agentem AI, nie człowiekiem. Odpowiadam na podstawie dokumentów, które mam.",
    nobody: "Nie mogę tu połączyć z człowiekiem. Proszę zapytać, a poszukam w moich dokumentach.",
    call: "Z człowiekiem można porozmawiać telefonicznie: {number}.",
    asked: "Zespół już wie, że chcą Państwo porozmawiać z człowiekiem. Odpowie tutaj.",
    coming: "Zespół wie, że chcą Państwo porozmawiać z człowiekiem, i odpowie tutaj.",
    offer: "Jeśli chcą Państwo porozmawiać z człowiekiem, wystarczy to napisać.",
    suggest: "Nie mam pewności. To może pomóc:",
    unsupported: "Nie udało mi się tego sprawdzić w moich dokumentach.",
    declines: [
      "Nie znalazłem odpowiedzi w dokumentach, które mam. Mogą pomóc inne słowa, na przykład dokładna nazwa tego, czego dotyczy pytanie.",
      "Na to moje dokumenty też nie odpowiadają. Może pomóc krótkie pytanie o jedną rzecz.",
    ],
    about: "Wiem coś na temat: {titles}.",
    written: "Języki moich dokumentów: {languages}.",
  },
  cs: {
    greeting: "Dobrý den. Položte mi otázku a já vyhledám odpověď v dokumentech, které mám.",
    welcome: "Rádo se stalo. Zeptejte se, kdykoli budete potřebovat.",
    machine: "Jsem agent AI, ne člověk. Odpovídám z dokumentů, které mám.",
    nobody: "Tady vás nemohu spojit s člověkem. Zeptejte se mě a já se podívám do dokumentů.",
    call: "S člověkem můžete mluvit po telefonu: {number}.",
    asked: "Dal jsem týmu vědět, že chcete mluvit s člověkem. Odpoví vám tady.",
    coming: "Tým ví, že chcete mluvit s člověkem, a odpoví vám tady.",
    offer: "Pokud chcete mluvit s člověkem, stačí to napsat.",
    suggest: "Nejsem si jistý. Tohle může pomoci:",
    unsupported: "V mých dokumentech se mi to nepodařilo ověřit.",
    declines: [
      "V dokumentech, které mám, jsem na to odpověď nenašel. Mohou pomoci jiná slova, například přesný název toho, co hledáte.",
      "Ani na to moje dokumenty neodpovídají. Zkuste krátkou otázku na jednu věc.",
    ],
    about: "Vím něco o: {titles}.",
    written: "Jazyky mých dokumentů: {languages}.",
  },
  sv: {
    greeting: "Hej. Ställ en fråga så letar jag efter svaret i de dokument jag har.",
    welcome: "Varsågod. Fråga mig gärna om det är något mer.",
    machine: "Jag är en AI-agent, inte en människa. Jag svarar utifrån de dokument jag har.",
    nobody: "Jag kan inte koppla dig till en människa här. Fråga mig så letar jag i mina dokument.",
    call: "Du kan nå en människa på telefon: {number}.",
    asked: "Jag har sagt till teamet att du vill prata med en människa. De svarar här.",
    coming: "Teamet vet att du vill prata med en människa och svarar här.",
    offer: "Vill du prata med en människa är det bara att säga till.",
    suggest: "Jag är inte säker. Det här kan hjälpa:",
    unsupported: "Det kunde jag inte kontrollera i mina dokument.",
    declines: [
      "Jag hittade inget svar på det i de dokument jag har. Andra ord kan hjälpa, till exempel det exakta namnet på det du söker.",
      "Mina dokument svarar inte på det heller. Prova en kort fråga om en sak.",
    ],
    about: "Jag känner till: {titles}.",
    written: "Mina dokument är på {languages}.",
  },
  tr: {
    greeting: "Merhaba. Bana bir soru sorun, yanıtı elimdeki belgelerde arayayım.",
    welcome: "Rica ederim. Başka bir şey olursa sorabilirsiniz.",
    machine: "Ben bir yapay zekâ temsilcisiyim, insan değilim. Elimdeki belgelere göre yanıt veririm.",
    nobody: "Sizi burada bir insana bağlayamam. Bana sorun, belgelerime bakayım.",
    call: "Bir kişiye telefonla ulaşabilirsiniz: {number}.",
    asked: "Ekibe bir kişiyle konuşmak istediğinizi bildirdim. Size burada yanıt verecekler.",
    coming: "Ekip bir kişiyle konuşmak istediğinizi biliyor ve size burada yanıt verecek.",
    offer: "Bir kişiyle konuşmak isterseniz yazmanız yeterli.",
    suggest: "Emin değilim. Bu yardımcı olabilir:",
    unsupported: "Bunu belgelerimde doğrulayamadım.",
    declines: [
      "Elimdeki belgelerde bunun yanıtını bulamadım. Başka sözcükler yardımcı olabilir, örneğin aradığınız şeyin tam adı.",
      "Belgelerim bunu da yanıtlamıyor. Tek bir konuda kısa bir soru deneyin.",
    ],
    about: "Şunları biliyorum: {titles}.",
    written: "Belgelerimin dilleri: {languages}.",
  },
  ar: {
    greeting: "مرحبًا. اطرح سؤالك، وسأبحث عن الجواب في الوثائق التي لديّ.",
    welcome: "على الرحب والسعة. اسألني متى شئت.",
    machine: "أنا وكيل ذكاء اصطناعي ولست إنسانًا. أجيب من الوثائق التي لديّ.",
    nobody: "لا يمكنني أن أصلك بشخص هنا. اسألني وسأبحث في وثائقي.",
    call: "يمكنك التحدث إلى شخص بالهاتف: {number}.",
    asked: "أبلغتُ الفريق بأنك تريد التحدث إلى شخص. سيردّون عليك هنا.",
    coming: "يعلم الفريق أنك تريد التحدث إلى شخص، وسيردّ عليك هنا.",
    offer: "إذا أردت التحدث إلى شخص، فما عليك إلا أن تقول ذلك.",
    suggest: "لست متأكدًا. قد يفيدك هذا:",
    unsupported: "لم أتمكن من التحقق من ذلك في مستنداتي.",
    declines: [
      "لم أجد جوابًا عن ذلك في الوثائق التي لديّ. قد تفيد كلمات أخرى، مثل الاسم الدقيق لما تبحث عنه.",
      "وثائقي لا تجيب عن هذا أيضًا. جرّب سؤالًا قصيرًا عن أمر واحد.",
    ],
    about: "أعرف عن: {titles}.",
    written: "لغات مستنداتي: {languages}.",
  },
  he: {
    greeting: "שלום. שאלו אותי שאלה, ואחפש את התשובה במסמכים שיש לי.",
    welcome: "בשמחה. אפשר לשאול אותי בכל עת.",
    machine: "אני סוכן בינה מלאכותית, לא אדם. אני עונה מתוך המסמכים שיש לי.",
    nobody: "איני יכול לחבר אתכם כאן לאדם. שאלו אותי ואחפש במסמכים שלי.",
    call: "אפשר לדבר עם אדם בטלפון: {number}.",
    asked: "הודעתי לצוות שתרצו לדבר עם נציג אנושי. תקבלו תשובה כאן.",
    coming: "הצוות יודע שתרצו לדבר עם נציג אנושי ויענה כאן.",
    offer: "אם תרצו לדבר עם נציג אנושי, פשוט כתבו זאת.",
    suggest: "איני בטוח. אולי זה יעזור:",
    unsupported: "לא הצלחתי לאמת זאת במסמכים שלי.",
    declines: [
      "לא מצאתי לכך תשובה במסמכים שיש לי. אולי יעזרו מילים אחרות, למשל השם המדויק של מה שאתם מחפשים.",
      "גם על זה המסמכים שלי אינם עונים. נסו שאלה קצרה על דבר אחד.",
    ],
    about: "אני יודע על: {titles}.",
    written: "שפות המסמכים שלי: {languages}.",
  },
  zh: {
    greeting: "您好。请提问,我会在现有文档中查找答案。",
    welcome: "不客气。有其他问题随时问我。",
    machine: "我是人工智能客服,不是真人。我根据现有文档回答。",
    nobody: "这里无法为您转接人工。请直接问我,我会在文档中查找。",
    call: "您可以打电话联系人工:{number}。",
    asked: "我已告知团队您想与真人交谈。他们会在这里回复您。",
    coming: "团队已知道您想与真人交谈，会在这里回复您。",
    offer: "如果您想与真人交谈，直接告诉我即可。",
    suggest: "我不太确定。以下内容可能有帮助:",
    unsupported: "我无法在我的文档中核实这一点。",
    declines: [
      "我在现有文档中没有找到答案。换个说法可能有帮助,例如您要找的东西的准确名称。",
      "我的文档也没有这个问题的答案。请试试只问一件事的简短问题。",
    ],
    about: "我了解:{titles}。",
    written: "我的文档语言：{languages}。",
  },
  ja: {
    greeting: "こんにちは。ご質問をどうぞ。手元の文書から答えを探します。",
    welcome: "どういたしまして。ほかにもあればお尋ねください。",
    machine: "私は人間ではなく、AIエージェントです。手元の文書をもとにお答えします。",
    nobody: "ここでは担当者におつなぎできません。ご質問いただければ、文書からお探しします。",
    call: "担当者にはお電話でつながります:{number}。",
    asked: "担当者と話したいというご希望をチームに伝えました。こちらでお返事します。",
    coming: "担当者と話したいというご希望はチームに伝わっています。こちらでお返事します。",
    offer: "担当者と話したい場合は、そうお書きください。",
    suggest: "確かではありませんが、こちらが参考になるかもしれません:",
    unsupported: "これは私の文書で確認できませんでした。",
    declines: [
      "手元の文書に答えが見つかりませんでした。お探しのものの正確な名前など、別の言葉でお試しください。",
      "その答えも文書にはありませんでした。一つのことについて短くお尋ねください。",
    ],
    about: "次のことがわかります:{titles}。",
    written: "私の文書の言語：{languages}。",
  },
};
