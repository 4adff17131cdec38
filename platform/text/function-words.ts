/**
 * Words by ISO 639 code that carry a sentence, and say nothing of what it is about. Where two languages have as many of them in a
 * text, the first of this list counts.
 */
export const functionWords: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en: "the of and to a in is it that what who when where how which why does do did can will would should i my we our you your they their for with on from by at be been are was were not or if this as an there have has any thanks thank hi hello",
    de: "der die das dem den des und oder ist sind ein eine einen einem einer wie was wer wann wo welche welcher welches warum kann können ich wir man mein meine unser für sie ihr ihre nicht von vom zu zum zur im in am an auf aus bei mit nach wird werden auch es sich danke dank vielen hallo gibt viel viele lange",
    es: "el la los las de del que qué quién cuándo dónde cómo cuál cuánto cuánta cuántos cuántas por qué es son un una y o en por para con no se su sus al lo más como si mi mis puedo puede tiene hay está están gracias hola cada sin hasta desde nuestro nuestra",
    fr: "le la les des du et ou est sont un une que qui quand où comment quel quelle quels quelles combien pourquoi je mon ma mes pour par sur vous nous votre vos nos notre puis dans en au aux avec sans ce cette ces elle il ils de ne pas se avez merci bonjour",
    it: "il lo la i gli le di del della dei delle che chi è sono un una uno quando dove come quale quali quanto quanta quanti quante perché posso mio mia per con non si nel nella al alla ai da dal ci e ed avete entro ogni senza grazie ciao",
    pt: "o os as a de do da dos das que quem é são um uma quando onde como qual quais quanto quanta quantos quantas posso meu minha para por com não se no na nos nas em ao aos à pelo pela vocês você tem sem até cada e ou nosso nossa obrigado olá",
    nl: "de het een en of is zijn wat wie wanneer waar hoe welke welk waarom kan kunnen ik we wij mijn ons onze u uw voor van niet met op in naar bij aan te door wordt worden jullie dit deze die dat ook om hoeveel dank hallo lang",
    pl: "i a w we na z ze do od jest są co kto kiedy gdzie jak który która które czy mogę można mój moje dla to nie ile lub oraz się po przez przed u o za być dziękuję",
    cs: "a i v ve na z ze do od je jsou co kdo kdy kde jak který která které jaký jaké mohu můžu lze můj moje pro to ne není kolik nebo se po při za o u jeho děkuji dlouho",
    sv: "och i att är vad vem när var hur vilken vilka kan jag vi min för ni er inte mycket en ett det den de på av till från med som om eller har ska efter inom lång tack hej",
    tr: "ve veya iki kez bir bu ne kim nerede nasıl hangi mi mı mu mü için ile ben biz var yok değil kaç daha kadar gibi sonra önce her olarak ya zaman peki teşekkürler merhaba",
    da: "og i at er hvad hvem hvornår hvor hvordan hvilken kan jeg vi min for ikke en et det den de på af til fra med som om eller har skal efter inden vores",
    no: "og i å er hva hvem når hvor hvordan hvilken kan jeg vi min for ikke en et det den de på av til fra med som om eller har skal etter innen vår",
    fi: "ja on ei se että mikä mitä kuka milloin missä miten kuinka voi voinko minun tai ovat joka jos kun sekä myös paljonko mukaan",
    hu: "a az és egy hogy nem van mi ki mikor hol hogyan mennyi mennyibe melyik meg is vagy ha után alatt lehet kell minden",
    ro: "și de la în un o este sunt ce cine când unde cum care cât câte pentru cu pe nu se din mai sau după fără dacă puteți",
    hr: "i u na je su se da ne što tko kada gdje kako koji koja za od do s sa ili mogu po koliko nije",
    id: "yang dan di ke dari ini itu untuk dengan tidak apa berapa kapan mana bagaimana bisa saya kami atau dalam adalah pada akan",
    vi: "và của là có không được cho với các một những này đó trong khi bao nhiêu nào ở tôi bạn thế để từ",
    ru: "и в на не что как для по с со к из это или у от до где когда сколько можно ли мы вы при за если его наш ваш",
    uk: "і й та в у на не що як для з із до це або від де коли скільки чи можна ми ви при за якщо його наш ваш",
    bg: "и в на не че как за с се да е са или от до къде кога колко може ли ние вие при ако ще",
    fa: "و در به از که این آن را با برای است چه کی کجا چگونه چند آیا می تا یا",
    ar: "و في من على إلى عن مع هذا هذه ما ماذا متى أين كيف كم هل هو هي أو لا التي الذي",
  }).map(([language, words]) => [language, new Set(words.split(" "))]),
);
