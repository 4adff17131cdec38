import type { Language } from "./language.ts";

/** What visitors say beside questions, however it is written in case and accents. */
export type SaidWords = { hello: string; thanks: string; human: string; help: string };

/** Phrases are separated by commas, each all that is said. A wish for a person is put together of words: `wish-words.ts`. */
export const saidWords: Record<Language, SaidWords> = {
  en: {
    hello:
      "hi, hello, hey, hiya, hi there, hello there, hey there, anyone there, anybody there, is anyone there, is anybody there, hi all, good morning, good afternoon, good evening, good day, greetings, test, testing, are you there",
    thanks:
      "thanks, thank you, thx, ty, cheers, thanks a lot, thank you so much, thank you very much, thanks so much, many thanks, thanks for your help, thank you for your help, ok, okay, k, great, perfect, cool, nice, got it, i see, alright, all right, good, bye, goodbye, ok thanks, okay thanks, great thanks, perfect thanks, thanks bye",
    human:
      "are you a human, are you human, are you a bot, are you a robot, are you a person, are you a real person, are you real, are you an ai, is this a bot, am i talking to a bot, am i talking to a human, am i talking to a person, am i chatting with a bot, are you a human or a bot, are you a bot or a human, are you a real human",
    help: "what can you do, what do you do, what can you help me with, how can you help, can you help me, what can i ask, who are you, what are you, what do you know",
  },
  de: {
    hello: "hallo, guten morgen, guten tag, guten abend, moin, servus, gruss gott, gruezi, hallo zusammen, hi zusammen",
    thanks:
      "danke, danke schon, danke sehr, vielen dank, besten dank, danke fur die hilfe, alles klar, verstanden, tschuss, super danke, ok danke",
    human: "bist du ein mensch, sind sie ein mensch, bist du ein bot, sind sie ein bot, bist du ein roboter, bist du eine ki, bist du echt",
    help: "was kannst du, was konnen sie, wobei kannst du mir helfen, womit kannst du mir helfen, wobei konnen sie mir helfen, wie kannst du mir helfen, wer bist du, wer sind sie, hilfe",
  },
  fr: {
    hello: "bonjour, bonsoir, salut, coucou, bonjour a tous",
    thanks: "merci, merci beaucoup, merci bien, d'accord, parfait, compris, au revoir, ok merci, merci pour votre aide",
    human:
      "etes-vous humain, etes-vous un humain, es-tu un humain, etes-vous un robot, es-tu un robot, etes-vous une vraie personne, es-tu humain",
    help: "que peux-tu faire, que pouvez-vous faire, comment pouvez-vous m'aider, en quoi pouvez-vous m'aider, qui es-tu, qui etes-vous, aide",
  },
  es: {
    hello: "hola, buenos dias, buenas, buenas tardes, buenas noches, hola a todos",
    thanks: "gracias, muchas gracias, mil gracias, vale, perfecto, entendido, adios, gracias por la ayuda, ok gracias",
    human: "eres humano, eres un humano, es usted humano, eres un robot, eres un bot, eres una persona, es usted una persona, eres real",
    help: "que puedes hacer, que puede hacer, en que puedes ayudarme, en que me puedes ayudar, como puedes ayudarme, quien eres, ayuda",
  },
  it: {
    hello: "ciao, salve, buongiorno, buonasera, buon pomeriggio",
    thanks: "grazie, grazie mille, molte grazie, va bene, perfetto, capito, arrivederci, ok grazie",
    human: "sei umano, sei un umano, sei un robot, sei un bot, sei una persona, e una persona vera, sei reale",
    help: "cosa puoi fare, che cosa puoi fare, in cosa puoi aiutarmi, come puoi aiutarmi, chi sei, aiuto",
  },
  pt: {
    hello: "ola, oi, bom dia, boa tarde, boa noite",
    thanks: "obrigado, obrigada, muito obrigado, muito obrigada, entendi, ate logo, tchau, ok obrigado",
    human: "voce e humano, es humano, voce e um robo, es um robo, voce e uma pessoa, e um bot, voce e real",
    help: "o que voce pode fazer, o que podes fazer, como voce pode me ajudar, em que pode ajudar, quem e voce, ajuda",
  },
  nl: {
    hello: "hoi, goedemorgen, goedemiddag, goedenavond, goedendag, dag",
    thanks: "dank je, dank u, dankjewel, bedankt, hartelijk dank, dank je wel, begrepen, tot ziens, ok bedankt",
    human: "ben je een mens, bent u een mens, ben je een robot, ben je een bot, ben je echt",
    help: "wat kun je, wat kan je, waarmee kun je me helpen, hoe kun je me helpen, wie ben je, hulp",
  },
  pl: {
    hello: "czesc, dzien dobry, dobry wieczor, witam, hej",
    thanks: "dziekuje, dzieki, dziekuje bardzo, rozumiem, do widzenia, ok dziekuje",
    human: "jestes czlowiekiem, czy jestes czlowiekiem, czy jestes robotem, jestes botem, czy jestes botem",
    help: "co potrafisz, co umiesz, w czym mozesz pomoc, jak mozesz mi pomoc, kim jestes, pomoc",
  },
  cs: {
    hello: "ahoj, dobry den, dobre rano, dobry vecer, zdravim",
    thanks: "dekuji, diky, dekuju, mockrat dekuji, rozumim, na shledanou, ok diky",
    human: "jste clovek, jsi clovek, jsi robot, jste robot, jsi bot, jste bot",
    help: "co umis, co umite, s cim mi muzete pomoci, s cim mi muzes pomoct, jak mi muzete pomoci, kdo jsi, kdo jste, pomoc",
  },
  sv: {
    hello: "hej, hejsan, god morgon, god kvall, god dag, tjena",
    thanks: "tack, tack sa mycket, tusen tack, forstar, hej da, ok tack",
    human: "ar du en manniska, ar du manniska, ar du en robot, ar du en bot, ar du pa riktigt",
    help: "vad kan du gora, vad kan du hjalpa mig med, hur kan du hjalpa mig, vem ar du, hjalp",
  },
  tr: {
    hello: "merhaba, selam, gunaydın, gunaydin, iyi gunler, iyi aksamlar",
    thanks: "tesekkurler, tesekkur ederim, cok tesekkurler, sag ol, sag olun, anladım, anladim, gorusuruz",
    human: "insan mısın, insan misin, insan mısınız, robot musun, bot musun, gercek misin",
    help: "ne yapabilirsin, neler yapabilirsin, bana nasıl yardım, bana nasil yardim, hangi konularda, kimsin, yardım, yardim",
  },
  ar: {
    hello: "مرحبا, اهلا, السلام عليكم, صباح الخير, مساء الخير, هلا",
    thanks: "شكرا, شكرا جزيلا, شكرا لك, حسنا, فهمت, مع السلامة",
    human: "هل انت انسان, هل انت بشر, هل انت روبوت, هل انت شخص حقيقي, هل انت بوت",
    help: "ماذا يمكنك ان تفعل, بماذا يمكنك مساعدتي, كيف يمكنك مساعدتي, من انت, مساعدة",
  },
  he: {
    hello: "שלום, היי, בוקר טוב, ערב טוב, אהלן",
    thanks: "תודה, תודה רבה, הבנתי, להתראות",
    human: "אתה בן אדם, את בן אדם, אתה אנושי, אתה רובוט, אתה בוט, את בוט",
    help: "מה אתה יכול לעשות, במה אתה יכול לעזור, איך אתה יכול לעזור, מי אתה, עזרה",
  },
  zh: {
    hello: "你好, 您好, 嗨, 早上好, 下午好, 晚上好, 哈喽",
    thanks: "谢谢, 谢谢你, 谢谢您, 多谢, 感谢, 明白了, 知道了, 再见, 好的, 謝謝",
    human: "你是人吗, 你是真人吗, 你是机器人吗, 您是真人吗, 是机器人吗, 你是真人嗎",
    help: "你能做什么, 你会什么, 你能帮我什么, 你可以帮我什么, 你能帮我做什么, 你是谁, 帮助",
  },
  ja: {
    hello: "こんにちは, こんばんは, おはよう, おはようございます, はじめまして, もしもし",
    thanks: "ありがとう, ありがとうございます, ありがとうございました, どうも, わかりました, 了解, さようなら",
    human: "人間ですか, あなたは人間, ロボットですか, 本物の人, aiですか, ボットですか",
    help: "何ができますか, 何ができる, 何を手伝, 何を聞け, あなたは誰, 助けて",
  },
};
