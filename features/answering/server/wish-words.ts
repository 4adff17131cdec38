import type { Language } from "./language.ts";

/**
 * How a wish for a person is put together in a language, without case and accents: a way to reach somebody, then the person
 * ("talk to … somebody"); a want, then the person with nothing of their own behind ("I need … an operator", not "… an operator
 * license"); the person, then what they are to do ("somebody … call me"), or the person alone with a "please".
 * Between them are joining words and nothing else. Each list is separated by commas.
 */
export type WishWords = { reach: string; wants: string; people: string; acts: string; alone: string; joins: string };

export const wishWords: Partial<Record<Language, WishWords>> = {
  en: {
    reach:
      "talk, speak, chat, connect me, connect us, transfer me, forward me, hand me over, put me through, pass me, help from, answer from, hear from, escalate, have a word with, hook me up with, get in touch with, deal with, be connected to, be transferred to, get hold of, call back from, escalate to, assistance from, escalate this to, escalate it to, be contacted by, be called by, connect",
    wants: "need, want, wanna, prefer, get me, give me, ask, message, call, reach, contact, get through, get, have, demand",
    people:
      "someone, somebody, anyone, anybody, person, persons, people, human, humans, human being, human agent, live agent, live person, live chat, agent, representative, rep, operator, employee, advisor, adviser, manager, supervisor, colleague, staff, staff member, team member, member of your team, member of the team, member of staff, support, support team, customer service, customer support, customer care, help desk, human assistance, human help, human support, real human being",
    acts: "call me, call us, phone me, ring me, help me, help us, assist me, contact me, contact us, get back to me, get back to us, write to me, reply to me, answer me, talk to me, talk with me, talk to, speak to, speak with, talk with, chat with, ask, turn to",
    alone:
      "human, person, real person, real human, human being, operator, representative, live agent, human agent, customer service, customer support, live chat, talk to human, a human, agent, transfer me, can you transfer me, human assistance, human help",
    joins:
      "to, with, a, an, the, real, actual, live, human, your, any, some, of, from, at, in, on, is, there, i, we, can, could, who, that, please, pls, me, through, now, one, other, us, about it, directly, proper, living, be, would, like, will, team, sales, office, company, shop, w, on, line",
  },
  de: {
    reach:
      "sprechen, reden, chatten, kontaktieren, verbinden sie mich, verbinde mich, durchstellen, weiterleiten, erreichen, anrufen, hilfe von, antwort von, kontakt mit, kontakt zu, erreiche ich, kontaktiere ich, verbunden werden, ruckruf von, ruckruf durch, weitergeleitet werden, verbinden",
    wants: "brauche, mochte, will, hatte gern, fragen, gibt es, habe",
    people:
      "jemand, jemanden, jemandem, mensch, menschen, person, mitarbeiter, mitarbeiterin, mitarbeitern, berater, beraterin, ansprechpartner, kundenservice, kundendienst, kundenbetreuung, kundensupport, support, kollegen, kollegin, team, chef, echten menschen",
    acts: "anrufen, zuruckrufen, ruckruf, helfen, sprechen, reden, chatten, kontaktieren, melden, antworten, schreiben, verbinden, durchstellen, weiterleiten, fragen",
    alone: "mensch, menschen, echter mensch, mitarbeiter, kundenservice, kundendienst, berater, ansprechpartner, support, live chat",
    joins:
      "mit, einem, einen, einer, ein, eine, echten, echter, richtigen, realen, wirklichen, dem, den, der, die, das, aus, von, vom, im, ihrem, eurem, ihrer, bitte, mich, mir, uns, lieber, gern, gerne, kann, konnen, konnte, ich, an, zu, zum, live, direkt, mal, bei, hier",
  },
  fr: {
    reach:
      "parler, discuter, contacter, joindre, mettez-moi en relation, passez-moi, transferez-moi, aide de, mise en relation avec, mis en relation avec, etre rappele par, contacte par",
    wants: "veux, voudrais, besoin, appeler, avoir",
    people:
      "quelqu'un, personne, humain, humaine, conseiller, conseillere, agent, operateur, operatrice, responsable, collaborateur, service client, service clients, support, equipe",
    acts: "m'appeler, me rappeler, rappeler, m'aider, me repondre, me contacter, parler, discuter",
    alone:
      "humain, une personne, personne reelle, conseiller, operateur, service client, agent, une vraie personne, un humain, un conseiller",
    joins:
      "a, au, aux, avec, d', de, du, un, une, le, la, les, votre, vrai, vraie, reel, reelle, humain, svp, s'il vous plait, peut, pourrait, pouvez, que, qui, je, peux, en, l', directement",
  },
  es: {
    reach: "hablar, charlar, chatear, contactar, comunicarme, pasame, paseme, ponme, ayuda de, atender, atienda, contactado por",
    wants: "quiero, necesito, prefiero, llamar, tener",
    people:
      "alguien, persona, personas, humano, humana, agente, asesor, asesora, operador, operadora, representante, encargado, empleado, atencion al cliente, servicio al cliente, soporte, equipo",
    acts: "llamarme, ayudarme, contactarme, responderme, atenderme, me llame, me ayude, me atienda, hablar",
    alone:
      "humano, persona, persona real, agente, agente humano, operador, asesor, atencion al cliente, representante, un humano, una persona",
    joins:
      "a, al, con, de, del, un, una, el, la, su, real, de verdad, verdadera, humano, humana, por favor, que, puede, pueda, podria, quien, pueda, en, vivo",
  },
  it: {
    reach:
      "parlare, chattare, contattare, mettermi in contatto, passami, passatemi, mi passi, richiamare, richiamarmi, chiamarmi, contattato da, richiamato da, contattata da",
    wants: "voglio, vorrei, bisogno, chiamare",
    people:
      "qualcuno, persona, umano, operatore, operatrice, addetto, consulente, responsabile, agente, assistenza, servizio clienti, supporto, team",
    acts: "chiamarmi, aiutarmi, contattarmi, rispondermi, richiamarmi, parlare",
    alone: "umano, persona, persona vera, operatore, operatore umano, servizio clienti, assistenza, consulente",
    joins:
      "a, al, con, di, del, un, una, il, la, l', vostro, vero, vera, reale, umano, umana, per favore, che, puo, potrebbe, cui, posso, in carne e ossa, mi",
  },
  pt: {
    reach: "falar, conversar, contactar, contatar, passe-me, transfira-me, contactado por",
    wants: "quero, queria, preciso, prefiro, ligar",
    people:
      "alguem, pessoa, humano, humana, atendente, operador, assistente, agente, representante, colaborador, gerente, apoio ao cliente, atendimento, suporte, equipa, equipe",
    acts: "ligar-me, me ligar, ajudar-me, me ajudar, contactar-me, responder-me, falar",
    alone: "humano, pessoa, pessoa real, atendente, atendente humano, operador, agente, apoio ao cliente, atendimento humano",
    joins: "a, ao, com, de, do, da, um, uma, o, real, verdade, verdadeira, humano, humana, por favor, que, pode, poderia, quem, posso, em",
  },
  nl: {
    reach: "spreken, praten, chatten, contact, contact opnemen, verbinden, verbind me, doorverbinden, hulp van, teruggebeld worden door",
    wants: "wil, nodig, bellen, is er",
    people: "iemand, mens, persoon, medewerker, medewerkster, collega, klantenservice, helpdesk, adviseur, manager, support, team",
    acts: "bellen, terugbellen, helpen, contacteren, antwoorden, spreken, praten, verbinden, doorverbinden, chatten",
    alone: "mens, echt mens, persoon, medewerker, klantenservice, een mens, een medewerker",
    joins: "met, een, de, het, echt, echte, van, jullie, uw, graag, alstublieft, aub, mij, me, kan, kunnen, kunt, ik, die, om, te, live, u",
  },
  pl: {
    reach: "rozmawiac, porozmawiac, mowic, pogadac, skontaktowac, polacz, polaczyc, kontakt",
    wants: "chce, potrzebuje, prosze o",
    people:
      "kims, czlowiekiem, czlowiek, czlowieka, osoba, konsultantem, konsultant, konsultanta, pracownikiem, doradca, agentem, obsluga klienta, konsultantka, kierownikiem",
    acts: "zadzwonic, oddzwonic, pomoc, rozmawiac, porozmawiac",
    alone: "czlowiek, konsultant, prawdziwy czlowiek, obsluga klienta, pracownik",
    joins: "z, ze, zywym, prawdziwym, prawdziwa, mnie, mi, sie, moze, moglby, prosze, do, na, zywo, od, biurem, dzialem",
  },
  cs: {
    reach: "mluvit, promluvit, hovorit, spojte me, prepojte me, prepojit, kontaktovat",
    wants: "chci, potrebuji",
    people:
      "nekym, clovekem, clovek, cloveka, osobou, operatorem, operator, operatora, pracovnikem, zamestnancem, zakaznickou podporou, podporou, poradcem",
    acts: "zavolat, pomoct, pomoci, mluvit, ozvat",
    alone: "clovek, cloveka, operator, operatora, zakaznicka podpora, zivy clovek",
    joins: "s, se, zivym, skutecnym, opravdovym, mi, me, muze, mohl by, prosim, na, z, od",
  },
  sv: {
    reach: "prata, tala, chatta, kontakta, koppla mig, na",
    wants: "vill ha, behover, ringa",
    people: "nagon, manniska, person, medarbetare, handlaggare, kundtjanst, kundservice, support, anstalld, radgivare",
    acts: "ringa, hjalpa, kontakta, svara, prata, tala, aterkomma",
    alone: "manniska, riktig manniska, person, kundtjanst, medarbetare, en manniska",
    joins: "med, en, ett, riktig, levande, till, fran, er, kan, jag, som, mig, tack, att",
  },
  tr: {
    reach: "konusmak, gorusmek, baglanmak, istiyorum, lazim, baglar misin, baglar misiniz, ulasmak, yazismak",
    wants: "istiyorum, lazim",
    people:
      "biri, biriyle, birisiyle, insan, insanla, insana, kisi, kisiyle, temsilci, temsilcisi, temsilciye, temsilciyle, temsilcisiyle, yetkili, yetkiliyle, yetkiliye, musteri hizmetleri, musteri hizmetleriyle, destek ekibi, destek ekibiyle, operator, operatore",
    acts: "konusmak, gorusmek, baglanmak, istiyorum, konusabilir miyim, gorusebilir miyim, baglanabilir miyim, arayabilir mi, yardim edebilir mi, baglar misiniz, lazim",
    alone: "insan, gercek insan, temsilci, musteri temsilcisi, musteri hizmetleri, yetkili, operator",
    joins: "bir, gercek, canli, ile, bana, beni, lutfen, musteri, hemen",
  },
};
