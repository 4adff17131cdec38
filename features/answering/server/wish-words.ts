import type { Language } from "./language.ts";

/**
 * How a wish for a person is put together in a language; each list is separated by commas. Between two parts stand joining
 * words and nothing else.
 */
export type WishWords = {
  /** A way to reach somebody, then the person: "talk to … somebody". */
  reach: string;
  /** A want, then the person with nothing of their own behind: "I need … an operator", not "… an operator license". */
  wants: string;
  people: string;
  /** The person, then what they are to do: "somebody … call me". */
  acts: string;
  /** All of what is said, beside joining words. */
  alone: string;
  joins: string;
  /** What makes the person before it another thing: "support … hours". */
  behind?: string;
  /** What is unwanted: a machine is a wish for a person, a person is none. */
  unwanted: string;
  machines: string;
  /** A bare "no", which counts at the beginning and behind a want: "no … robot". */
  no: string;
  /** A call, where nothing but `asks` and joining words are beside it: "can you … call me". */
  calls: string;
  asks: string;
};

export const wishWords: Record<Language, WishWords> = {
  en: {
    reach:
      "talk, talking, speak, speaking, chat, chatting, connect me, connect us, transfer me, forward me, hand me over, put me through, pass me, help from, answer from, hear from, escalate, have a word with, hook me up with, get in touch with, deal with, dealing with, be connected to, be transferred to, get hold of, call back from, escalate to, assistance from, escalate this to, escalate it to, be contacted by, be called by, connect, complain to, complaint to",
    wants:
      "need, want, wanna, prefer, get me, give me, put, ask, message, call, reach, contact, get through, get, have, demand, bring in, send me",
    people:
      "someone, somebody, anyone, anybody, person, persons, people, human, humans, human being, human agent, live agent, live person, live chat, agent, representative, rep, operator, employee, advisor, adviser, manager, supervisor, colleague, colleagues, staff, staff member, team member, member of your team, member of the team, member of staff, support, support team, customer service, customer support, customer care, help desk, human assistance, human help, human support, real human being",
    acts: "call me, call us, phone me, ring me, help me, help us, assist me, contact me, contact us, get back to me, get back to us, write to me, reply to me, answer me, talk to me, talk with me, talk to, speak to, speak with, talk with, chat with, ask, turn to, take over, take this over",
    alone:
      "human, person, real person, real human, human being, operator, representative, live agent, human agent, customer service, customer support, live chat, talk to human, a human, agent, transfer me, can you transfer me, human assistance, human help, human available, person available, anyone available, someone available, somebody available, agent available, anyone human, stop the bot, who can i speak to, who can i talk to",
    joins:
      "to, with, a, an, the, real, actual, live, human, your, any, some, of, from, at, in, on, is, there, i, we, can, could, who, that, please, pls, me, through, now, one, other, us, about it, directly, proper, living, be, would, like, will, team, sales, office, company, shop, w, on, line, just, thanks, already, charge, you, here, instead, and, but, good, sake",
    behind: "tickets, ticket, plan, plans, hours, number, numbers, line, lines, portal, license, licence, software, tool, tools, fee, fees",
    unwanted:
      "not want, don't want, dont want, do not need, don't need, no need, rather not, don't like, not like, hate, enough with, enough of, stop, sick of, tired of, instead of, without, rather than",
    machines: "bot, bots, robot, robots, machine, machines, chatbot, chatbots, ai, computer, software",
    no: "no, not",
    calls: "call me, call us, phone me, ring me, call me back, phone me back, ring me back, give me a call, give me a ring, callback",
    asks: "want, need, get, have, request, possible, back, phone, asap, soon, today, tomorrow, it, if, so, kind",
  },
  de: {
    reach:
      "sprechen, reden, chatten, kontaktieren, verbinden sie mich, verbinde mich, durchstellen, weiterleiten, erreichen, anrufen, hilfe von, antwort von, kontakt mit, kontakt zu, erreiche ich, kontaktiere ich, verbunden werden, rückruf von, rückruf durch, weitergeleitet werden, verbinden, beschweren, übergeben",
    wants: "brauche, möchte, will, hätte, hätte gern, fragen, gibt es, gib mir, geben sie mir, habe",
    people:
      "jemand, jemanden, jemandem, mensch, menschen, person, mitarbeiter, mitarbeiterin, mitarbeitern, berater, beraterin, ansprechpartner, ansprechpartnerin, kundenservice, kundendienst, kundenbetreuung, kundensupport, support, kollegen, kollegin, team, chef, verantwortlichen",
    acts: "anrufen, zurückrufen, rückruf, helfen, sprechen, reden, chatten, kontaktieren, melden, antworten, antwortet, schreiben, verbinden, durchstellen, weiterleiten, fragen, übernehmen, hilft, ruft",
    alone:
      "mensch, menschen, echter mensch, echten menschen, mitarbeiter, kundenservice, kundendienst, berater, ansprechpartner, support, live chat",
    joins:
      "mit, einem, einen, einer, ein, eine, nem, nen, ner, echten, echter, richtigen, realen, wirklichen, dem, den, der, die, das, aus, von, vom, im, ihrem, eurem, ihrer, ihnen, euch, bitte, mich, mir, uns, lieber, gern, gerne, kann, können, könnte, ich, an, zu, zum, live, direkt, mal, bei, hier, sondern, aber, und, persönlich, auch, fleisch, blut, eurer, lebenden, sie, ihren, beim, jetzt, endlich, doch",
    behind: "kostet, zeiten, nummer",
    unwanted:
      "will nicht, möchte nicht, nicht mehr, schluss mit, statt, ohne, genug von, brauche keinen, brauche keine, keine lust auf, keine lust, nicht",
    machines: "bot, bots, roboter, maschine, maschinen, chatbot, chatbots, ki, computer, automat, software",
    no: "kein, keinen, keine, keinem, keiner, nicht",
    calls:
      "anrufen, zurückrufen, rückruf, rufen sie mich an, ruf mich an, ruft mich an, rufen sie mich zurück, ruf mich zurück, telefonieren",
    asks: "möchte, hätte, wünsche, um, einen, sich, sie, du, ihr, wäre, möglich, telefonisch, heute, morgen, wann",
  },
  fr: {
    reach:
      "parler, discuter, contacter, joindre, mettez-moi en relation, me mettre en relation, mettre en relation, passez-moi, passe-moi, transférez-moi, aide de, mise en relation, mis en relation, être rappelé par, contacté par, m'adresser, adresser, échanger, me plaindre",
    wants: "veux, veut, voudrais, besoin, appeler, avoir, préfère, donnez-moi",
    people:
      "quelqu'un, quelquun, personne, humain, humaine, être humain, conseiller, conseillère, agent, opérateur, opératrice, responsable, collaborateur, collègue, service client, service clients, support, équipe",
    acts: "m'appeler, me rappeler, rappeler, m'aider, me répondre, me contacter, parler, discuter, m'adresser, me rappelle, m'appelle, m'aide, me réponde, prenne le relais, prendre le relais",
    alone:
      "humain, une personne, personne réelle, conseiller, opérateur, service client, agent, une vraie personne, vraie personne, un humain, un conseiller, quelqu'un de vivant",
    joins:
      "a, à, au, aux, avec, d', de, du, un, une, le, la, les, votre, vos, vrai, vraie, réel, réelle, humain, vivant, svp, s'il, te, vous, plaît, peut, pourrait, pouvez, que, qui, je, peux, puis, en, l', directement, mais, et, chez, plutôt, moi, autre",
    unwanted:
      "ne veux pas, veux pas, voudrais pas, ne souhaite pas, marre, marre de, assez de, plutôt que, au lieu, sans, pas envie, arrêtez avec",
    machines: "robot, robots, bot, bots, machine, machines, chatbot, chatbots, ia, ordinateur, automate",
    no: "pas, plus",
    calls: "rappeler, m'appeler, appelez-moi, rappelez-moi, me rappelle, m'appelle, me rappelez, être rappelé, être rappelée, un rappel",
    asks: "pourriez, pouvez, pourrais, voudrais, aimerais, j'aimerais, souhaite, est-ce, qu'on, on, qu'il, quelqu'un, possible, téléphone, par, tel, ici, aujourd'hui, demain",
  },
  es: {
    reach:
      "hablar, charlar, chatear, contactar, comunicarme, comunicar, pásame, páseme, pasarme, pasar, ponme, póngame, ayuda de, atender, atienda, atendido por, contactado por, quejarme, transfiérame, transfiéreme, derívame",
    wants: "quiero, necesito, prefiero, llamar, tener, deseo, quisiera",
    people:
      "alguien, persona, personas, humano, humana, ser humano, agente, asesor, asesora, operador, operadora, representante, encargado, responsable, empleado, compañero, atención al cliente, servicio al cliente, soporte, equipo",
    acts: "llamarme, ayudarme, contactarme, responderme, atenderme, me llame, me ayude, me atienda, me conteste, me responda, hablar, me llamen, me atiendan",
    alone:
      "humano, persona, persona real, agente, agente humano, operador, asesor, atención al cliente, representante, un humano, una persona, una persona real",
    joins:
      "a, al, con, de, del, un, una, el, la, su, real, verdad, verdadera, carne, hueso, y, humano, humana, por, favor, que, puede, pueda, podría, quien, en, vivo, ustedes, vosotros, otro, lado, me, aquí, sino, pero, mejor, directamente",
    unwanted: "no quiero, no deseo, no me gusta, basta de, harto de, harta de, en vez de, en lugar de, sin, no necesito",
    machines: "bot, bots, robot, robots, máquina, máquinas, chatbot, chatbots, ia, ordenador, computadora, contestador",
    no: "no, nada de",
    calls: "llamarme, llámame, llámeme, llámenme, me llamen, me llame, me llaman, una llamada",
    asks: "quiero, quisiera, pueden, podrían, puedes, podéis, alguien, gustaría, teléfono, hoy, mañana, posible, es, si, necesito",
  },
  it: {
    reach:
      "parlare, parlarne, discutere, discuterne, chattare, contattare, mettermi in contatto, passami, passatemi, mi passi, richiamare, richiamarmi, chiamarmi, contattato da, richiamato da, contattata da, rivolgermi, lamentarmi",
    wants: "voglio, vorrei, bisogno, chiamare, preferisco, preferirei, datemi, dammi",
    people:
      "qualcuno, persona, umano, essere umano, operatore, operatrice, addetto, consulente, responsabile, agente, collega, assistenza, servizio clienti, supporto, team",
    acts: "chiamarmi, aiutarmi, contattarmi, rispondermi, richiamarmi, parlare, mi chiami, mi richiami, mi aiuti, mi risponda, rivolgermi",
    alone: "umano, persona, persona vera, operatore, operatore umano, servizio clienti, assistenza, consulente",
    joins:
      "a, al, con, di, del, da, un, una, il, la, l', vostro, vostri, vero, vera, reale, umano, umana, per, favore, cortesia, che, può, potrebbe, cui, posso, in, carne, e, ossa, mi, voi, ma, bensì, direttamente, piuttosto, altro, per favore",
    unwanted: "non voglio, non vorrei, basta, stufo di, stanca di, stanco di, invece di, senza, non mi serve",
    machines: "bot, robot, macchina, macchine, chatbot, ia, computer, automa, risponditore",
    no: "no, niente, non",
    calls:
      "chiamarmi, richiamarmi, chiamami, chiamatemi, richiamatemi, mi chiami, mi richiami, farmi richiamare, farmi chiamare, essere richiamato, essere richiamata",
    asks: "potete, può, puoi, potreste, qualcuno, vorrei, possibile, è, telefono, oggi, domani, indietro",
  },
  pt: {
    reach:
      "falar, conversar, contactar, contatar, passe-me, me passa, me passe, transfira-me, me transfere, me transfira, transferir, contactado por, atendido por, reclamar, ajuda de",
    wants: "quero, queria, preciso, prefiro, ligar, gostaria, chame, chama",
    people:
      "alguém, pessoa, humano, humana, ser humano, atendente, operador, assistente, agente, representante, colaborador, gerente, apoio ao cliente, atendimento ao cliente, atendimento, suporte, equipa, equipe",
    acts: "ligar-me, me ligar, ajudar-me, me ajudar, contactar-me, responder-me, me responder, falar, me ajude, me ligue, me atender, atender-me, me atenda",
    alone: "humano, pessoa, pessoa real, atendente, atendente humano, operador, agente, apoio ao cliente, atendimento humano",
    joins:
      "a, ao, com, de, do, da, um, uma, o, para, pra, real, verdade, verdadeira, humano, humana, por, favor, que, pode, poderia, possa, quem, posso, em, aí, carne, osso, e, comigo, mas, sim, outra, algum, alguma, me",
    unwanted: "não quero, não gosto, não preciso, chega de, cansado de, cansada de, em vez de, ao invés de, sem",
    machines: "bot, bots, robô, robôs, robot, máquina, máquinas, chatbot, chatbots, ia, computador, gravação",
    no: "não, nada de, sem",
    calls: "me ligar, ligar-me, me liga, me ligue, liguem-me, ligue-me, me ligam, me telefonar, uma ligação, retornar a ligação",
    asks: "podem, pode, poderiam, poderia, alguém, gostaria, quero, queria, vocês, telefone, hoje, amanhã, possível, é, aqui",
  },
  nl: {
    reach:
      "spreken, praten, praat, chatten, contact, contact opnemen, verbinden, verbind me, verbind mij, verbind me door, verbind mij door, doorverbinden, hulp van, teruggebeld worden door, klagen bij, overleggen",
    wants: "wil, nodig, bellen, is er, liever, geef me, geef mij, mag ik",
    people:
      "iemand, mens, persoon, medewerker, medewerkster, collega, klantenservice, helpdesk, adviseur, leidinggevende, manager, support, team",
    acts: "bellen, terugbellen, helpen, contacteren, antwoorden, spreken, praten, verbinden, doorverbinden, chatten, overnemen, helpt",
    alone: "mens, echt mens, echt persoon, persoon, medewerker, klantenservice, een mens, een medewerker",
    joins:
      "met, een, de, het, echt, echte, van, jullie, uw, graag, alstublieft, aub, mij, me, kan, kunnen, kunt, ik, die, om, te, live, u, maar, en, even, door, vlees, bloed, levend, levende, je, hier, menselijke",
    unwanted: "wil niet, niet meer, genoeg van, klaar met, in plaats van, zonder, liever niet, hoef geen, geen zin in",
    machines: "bot, bots, robot, robots, machine, machines, chatbot, chatbots, ai, computer",
    no: "geen, niet",
    calls: "terugbellen, mij bellen, me bellen, bel me, bel mij, bel me terug, bel mij terug, teruggebeld, teruggebeld worden",
    asks: "kunnen, kan, kunt, zou, willen, wil, iemand, worden, telefonisch, vandaag, morgen, mogelijk, is, terug",
  },
  pl: {
    reach:
      "rozmawiać, porozmawiać, rozmowa, rozmowę, rozmowy, mówić, gadać, pogadać, skontaktować, połącz, połączyć, połączenie, przełącz, przełączyć, przekieruj, kontakt",
    wants: "chcę, potrzebuję, proszę o, wolę, wolałbym, wolałabym, poproszę",
    people:
      "kimś, kogoś, ktoś, człowiekiem, człowiek, człowieka, osoba, osobą, osoby, konsultantem, konsultant, konsultanta, konsultantką, pracownikiem, pracownika, doradcą, doradcę, agentem, obsługą, obsługą klienta, obsługi klienta, kierownikiem",
    acts: "zadzwonić, oddzwonić, pomóc, rozmawiać, porozmawiać, odpowiedzieć, skontaktować, przejąć",
    alone: "człowiek, konsultant, prawdziwy człowiek, obsługa klienta, pracownik, prawdziwa osoba",
    joins:
      "z, ze, żywym, żywego, prawdziwym, prawdziwą, prawdziwego, mnie, mi, się, może, mógłby, mógłbym, proszę, do, na, żywo, od, biurem, działem, państwa, waszego, waszym, zespołu, a, ale, tylko, inną, czy, kimkolwiek",
    unwanted: "nie chcę, nie z, dość, dosyć, mam dość, zamiast, bez, nie potrzebuję",
    machines: "bot, bota, botem, botów, robot, robota, robotem, maszyną, maszyny, chatbot, chatbota, chatbotem, automat, automatem, ai",
    no: "nie, żaden, żadnego",
    calls: "zadzwonić, oddzwonić, zadzwoń, zadzwońcie, oddzwońcie, o telefon, o kontakt telefoniczny, oddzwonienie",
    asks: "możecie, może, mogą, mogliby, mógłby, ktoś, państwo, chciałbym, chciałabym, dziś, jutro, możliwe, jest, czy, do mnie",
  },
  cs: {
    reach:
      "mluvit, promluvit, hovořit, bavit, popovídat, spojte mě, spoj mě, spojit, přepojte mě, přepojit, přepoj mě, předejte mě, kontaktovat, řešit, řešil, řešila",
    wants: "chci, chtěl bych, chtěla bych, potřebuji, potřebuju, dejte mi, raději, radši",
    people:
      "někým, někoho, někdo, člověkem, člověk, člověka, osobou, operátorem, operátor, operátora, operátorku, pracovníkem, zaměstnancem, zákaznickou podporou, zákaznickou podporu, zákaznickou linkou, podporou, poradcem, kolegou, vedoucím",
    acts: "zavolat, pomoct, pomoci, mluvit, ozvat, odpovědět, poradit, převzít",
    alone: "člověk, člověka, operátor, operátora, zákaznická podpora, živý člověk, živého člověka",
    joins:
      "s, se, živým, živého, živýho, skutečnýho, opravdovýho, skutečným, skutečného, opravdovým, opravdového, mi, mě, může, mohl by, mohl bych, prosím, na, z, od, vašeho, vašich, týmu, ale, a, to, bych, si, přímo, lidským, jiným",
    unwanted: "nechci, dost, mám dost, místo, bez, nepotřebuji, nepotřebuju",
    machines:
      "bot, bota, botem, boty, robot, robota, robotem, roboty, strojem, stroj, chatbot, chatbota, chatbotem, automat, automatem, ai",
    no: "ne, žádný, žádného, žádné",
    calls: "zavolat, zavolejte, zavolej, zavoláte, zpětné volání, ozvat telefonicky",
    asks: "můžete, můžeš, mohli byste, mohl byste, někdo, zpátky, zpět, telefonicky, dnes, zítra, možné, je, chci, chtěl bych",
  },
  sv: {
    reach: "prata, tala, chatta, kontakta, koppla mig, kopplad, nå, hjälp av, klaga till",
    wants: "vill ha, behöver, ringa, föredrar, finns det",
    people:
      "någon, människa, mänsklig, person, medarbetare, handläggare, kundtjänst, kundservice, support, anställd, rådgivare, kollega, chef",
    acts: "ringa, ringa upp, hjälpa, kontakta, svara, prata, tala, chatta, återkomma, ta över",
    alone: "människa, riktig människa, person, kundtjänst, medarbetare, en människa, riktig person",
    joins:
      "med, en, ett, riktig, levande, verklig, till, från, er, kan, jag, som, mig, tack, att, hellre, utan, men, och, hos, här, av, kött, blod, istället, direkt, annan",
    behind: "öppettider, telefonnummer",
    unwanted: "vill inte, orkar inte, slippa, nog av, trött på, i stället för, istället för, utan, behöver inte",
    machines: "bot, botar, robot, robotar, maskin, maskiner, chatbot, chatbottar, ai, dator",
    no: "ingen, inte, inga",
    calls: "ringa mig, ringa upp mig, ring mig, ring upp mig, bli uppringd, uppringd",
    asks: "kan, skulle, ni, du, vill, någon, kunna, möjligt, är, det, idag, imorgon, tillbaka, telefon",
  },
  tr: {
    reach:
      "konuşmak, görüşmek, bağlanmak, istiyorum, lazım, bağlar mısın, bağlar mısınız, ulaşmak, yazışmak, aktarın, bağlayın, tercih ederim",
    wants: "istiyorum, lazım",
    people:
      "biri, birine, biriyle, birisi, birisine, birisiyle, insan, insanla, insana, kişi, kişiyle, temsilci, temsilcisi, temsilcisine, temsilciye, temsilciyle, temsilcisiyle, yetkili, yetkiliyle, yetkiliye, müşteri hizmetleri, müşteri hizmetlerine, müşteri hizmetleriyle, destek ekibi, destek ekibine, destek ekibiyle, operatör, operatöre, canlı destek, canlı desteğe",
    acts: "konuş, konuşmak, görüş, görüşmek, bağlanmak, istiyorum, konuşabilir miyim, görüşebilir miyim, bağlanabilir miyim, arayabilir mi, yardım edebilir mi, bağlar mısınız, bağlayın, bağlayınız, aktarın, lazım, var mı, ulaşmak, tercih ederim",
    alone: "insan, gerçek insan, temsilci, müşteri temsilcisi, müşteri hizmetleri, yetkili, operatör, canlı destek, gerçek bir insan",
    joins: "bir, gerçek, canlı, ile, bana, beni, lütfen, müşteri, hemen, konuşabileceğim, olan, ekibinizden, sizden, direkt, de, da",
    behind: "saatleri, saat, numarası",
    unwanted: "yerine",
    machines: "bot, botla, robot, robotla, makine, makineyle, yapay zeka, chatbot, bilgisayar",
    no: "hayır",
    calls: "arayabilir, arar, arayın, arayabilir misiniz, arar mısınız, geri arayın, geri arama",
    asks: "misiniz, mısınız, misin, mısın, biri, birisi, telefonla, bugün, yarın, geri, mi, mı, istiyorum, siz",
  },
  ar: {
    reach:
      "التحدث, اتحدث, التكلم, اتكلم, الكلام, كلام, الحديث, التواصل, اتواصل, التواصل مباشرة, حولني, حولوني, تحويلي, وصلني, وصلوني, توصيلي, محادثة, الدردشة, اشتكي, مكالمة, احكي",
    wants: "اريد, احتاج, اطلب, ابغى, عايز, بدي, افضل",
    people:
      "شخص, شخصا, موظف, موظفا, موظفي, احد, احدهم, احدكم, انسان, انسانا, بشري, بشر, بشريا, خدمة العملاء, خدمة الزبائن, ممثل, مندوب, مسؤول, مدير, وكيل, الدعم, الدعم الفني, فريق الدعم, فريقكم, موظف حقيقي, ممثل خدمة العملاء",
    acts: "التحدث, اتحدث, يساعدني, مساعدتي, يتصل بي, يكلمني, التواصل, يتواصل معي, الرد علي, يرد علي, ان يتصل بي, ان يساعدني",
    alone: "انسان, شخص حقيقي, موظف, موظف حقيقي, خدمة العملاء, ممثل, بشري",
    joins:
      "مع, الى, ل, حقيقي, حقيقيا, من, في, عن, احد, ان, يمكن, يمكنه, يمكنني, هل, لو, سمحت, فضلك, رجاء, الرجاء, مباشرة, الان, فريق, فريقكم, عندكم, لديكم, معي, بدلا, و, بل, الذي, اي, انسان, بشري, واحد, لاحد",
    behind: "ساعات, رقم",
    unwanted: "لا اريد, لا احتاج, لا احب, بدلا من, بدون, كفى, ليس, مش عايز, ما بدي, مابي",
    machines: "روبوت, روبوتا, الروبوت, بوت, البوت, الة, الي, ذكاء اصطناعي, برنامج, برنامجا, كمبيوتر",
    no: "لا, ليس",
    calls: "يتصل بي, اتصلوا بي, اتصل بي, تتصلوا بي, الاتصال بي, مكالمة هاتفية, معاودة الاتصال",
    asks: "هل, يمكن, يمكنكم, ممكن, لاحد, احد, لاحدكم, ان, اريد, هاتفيا, اليوم, غدا, من فضلك, فضلك",
  },
  he: {
    reach:
      "לדבר, אדבר, לשוחח, לתקשר, להתכתב, להתלונן, תעבירו אותי, תעביר אותי, העבר אותי, להעביר אותי, תחברו אותי, תחבר אותי, חבר אותי, לחבר אותי, ליצור קשר, שיחה",
    wants: "רוצה, צריך, צריכה, מבקש, מבקשת, מעדיף, מעדיפה, תן לי, תנו לי, תביאו לי, יש",
    people:
      "מישהו, למישהו, אדם, לאדם, בן אדם, לבן אדם, בנאדם, אנושי, אנושית, נציג, לנציג, נציגה, לנציגה, נציג שירות, לנציג שירות, שירות לקוחות, לשירות לקוחות, שירות הלקוחות, לשירות הלקוחות, תמיכה, לתמיכה, מנהל, למנהל, עובד, מוקדן, למוקד, מענה אנושי, למענה אנושי, אחראי",
    acts: "לדבר, לשוחח, לעזור לי, שיעזור לי, להתקשר אלי, להתקשר אליי, שיתקשר אלי, לענות לי, לחזור אלי, לחזור אליי, שיחזור אליי, שאפשר לדבר",
    alone: "נציג, נציג אנושי, אדם אמיתי, בן אדם, שירות לקוחות, מענה אנושי, אנושי",
    joins:
      "עם, אל, של, אמיתי, אמיתית, אנושי, אנושית, חי, בבקשה, אפשר, יכול, יכולה, אני, מהצוות, שלכם, אחר, אחד, כאן, אצלכם, אלא, אבל, ו, איתו, איתי, שירות, ישר, עכשיו, מישהו",
    unwanted: "לא רוצה, לא צריך, לא צריכה, נמאס לי, נמאס, מספיק עם, די עם, במקום, בלי",
    machines: "בוט, הבוט, מהבוט, בוטים, רובוט, הרובוט, רובוטים, מכונה, מחשב, צאטבוט, צ'אטבוט, בינה מלאכותית",
    no: "לא, בלי",
    calls: "להתקשר אלי, להתקשר אליי, תתקשרו אלי, תתקשרו אליי, שיתקשר אלי, שיתקשרו אליי, לחזור אלי, לחזור אליי, שיחה חוזרת, שתתקשרו אליי",
    asks: "אפשר, תוכלו, תוכל, יכולים, יכול, מישהו, רוצה, היום, מחר, טלפונית, בטלפון, אני, בבקשה",
  },
  zh: {
    reach: "转接, 转, 轉接, 轉, 接通, 接, 找, 联系, 聯繫, 跟, 和, 与, 與, 同, 换, 換, 叫, 请, 呼叫, 投诉给",
    wants: "要, 想要, 需要, 有没有, 有沒有, 有, 是否有, 给我",
    people:
      "人工客服, 人工服务, 人工, 真人客服, 真人, 活人, 客服人员, 客服代表, 客服专员, 工作人员, 负责人, 经理, 员工, 人类, 專人, 专人, 真的人",
    acts: "聊, 说话, 說話, 谈, 談, 沟通, 对话, 打电话给我, 给我打电话, 联系我, 回电, 帮我, 幫我, 接待我, 回复我, 处理",
    alone: "人工, 人工客服, 真人, 真人客服, 转人工, 人工服务, 转接人工, 客服",
    joins:
      "一个, 一位, 一下, 一名, 个, 位, 名, 到, 你们的, 你们, 您们, 您, 你, 的, 我, 能, 可以, 请, 帮, 跟, 和, 给, 吧, 吗, 嗎, 呢, 谢谢, 来, 直接, 在, 马上, 现在, 立刻, 而是, 啊, 了, 服务",
    behind: "的, 电话, 電話, 时间, 热线, 号码, 几点, 在哪, 多少, 怎么, 工资",
    unwanted: "不要, 不想跟, 不想和, 不想要, 不想, 别用, 讨厌, 受够了, 而不是, 不喜欢",
    machines: "机器人, 機器人, 机器, ai, 人工智能, 智能客服, 自动回复, 电脑",
    no: "不要, 不是, 别",
    calls: "给我打电话, 给我打个电话, 打电话给我, 打个电话给我, 给我回电话, 给我回电, 给我回个电话, 回电给我, 回我电话, 給我打電話",
    asks: "你们, 可以, 能, 能不能, 可不可以, 麻烦, 有人, 谁, 今天, 明天, 是否, 会",
  },
  ja: {
    reach:
      "と話, とお話, と会話, とチャット, とやりとり, と直接, に直接, に相談, に代わ, に替わ, に変わ, につな, に繋, に取り次, にとりつ, に聞, に対応, に連絡, と連絡, に電話, を呼, を出し, に引き継",
    wants: "お願い",
    people:
      "担当者の方, 担当者, 担当の方, 担当, 人間, 人, 誰か, どなたか, オペレーター, オペレータ, スタッフの方, スタッフ, 社員, 責任者, 店員, 生身の人, 係の者, カスタマーサポート, サポート, 有人対応, 有人チャット",
    acts: "と話, とお話, と会話, とチャット, とやりとり, と直接, に直接, に相談, に代わ, に替わ, に変わ, につな, に繋, に取り次, にとりつ, に対応, に連絡, と連絡, を呼, を出し, に引き継, に話, お電話いただけ, 電話していただけ, 電話してもらえ, 電話をください, 電話をもらえ, 対応して, 助けて, をお願い, お願い, はいますか, はいませんか, いませんか, いらっしゃいますか",
    alone: "オペレーター, 人間, 担当者, 有人対応, 有人チャット, オペレーターお願いします",
    joins: "の方, 方, の, 本物, 実際, さん, に, を, と, か, 直接, お, ください, たい, です, が, ます",
    unwanted: "嫌, いや",
    machines: "ボット, ロボット, 機械, チャットボット, 自動応答, 自動音声",
    no: "いや",
    calls:
      "電話していただけますか, 電話をいただけますか, 電話してもらえますか, 電話してください, お電話ください, 電話をください, 折り返しお願いします, 折り返し電話, 折り返しお電話",
    asks: "どなたか, 誰か, 折り返し, お, すみません, 私に, ください, お願いします, できますか, 今日, 明日, いただけますか",
  },
};
