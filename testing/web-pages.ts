/** A page as the web has them, and the words of it that people come for. */
export type WebPage = { shape: string; html: string; words: string };

/** Twenty pages of different shapes. What is between ⟦ and ⟧ is what a reader is to find; all else is around it. */
export const webPages = (): WebPage[] => [
  page(
    "a news article with teasers in it",
    news(
      `<article class="story"><header class="story-head"><p class="kicker">Region</p>⟦<h1>Harbour bridge closes for repairs until autumn</h1>⟧<p class="byline">By <a href="/a/1">Our reporter</a> · <time>12 May</time></p></header>
      <figure><img src="b.jpg" alt=""><figcaption>⟦The bridge seen from the east bank.⟧</figcaption></figure>
      ⟦<p>${prose(0, 4)}</p><p>${prose(4, 4)}</p>⟧<div class="teaser-inline"><a href="/n/2">Read also: Ferry timetable changes</a></div>⟦<h2>What commuters should know</h2><p>${prose(8, 5)}</p><blockquote><p>${prose(13, 2)}</p></blockquote><p>${prose(15, 4)}</p>⟧
      <div class="share-bar"><a href="#">Share</a><a href="#">Mail</a><a href="#">Print</a></div></article>`,
      '<section class="related"><h2>More from the region</h2><ul><li><a href="/n/3">Market hall gets a new roof</a></li><li><a href="/n/4">Council debates parking fees</a></li><li><a href="/n/5">Swimming pool opens early</a></li></ul></section>',
    ),
  ),
  page(
    "documentation with a sidebar and a table of contents",
    `<div class="layout"><nav class="sidebar"><ul>${many(14, (n) => `<li><a href="/docs/${n}">Chapter ${n} setting up</a></li>`)}</ul></nav>
    <main class="doc-content"><nav class="breadcrumbs"><a href="/">Docs</a> / <a href="/docs">Guides</a></nav>⟦<h1>Importing orders</h1><p>${prose(0, 3)}</p><h2 id="format">The format</h2><p>${prose(3, 2)}</p><pre><code>order_id;customer;total\n1001;Ferro;19.90</code></pre>
    <table><thead><tr><th>Column</th><th>Meaning</th></tr></thead><tbody><tr><td>order_id</td><td>Number of the order</td></tr><tr><td>customer</td><td>Who placed it</td></tr><tr><td>total</td><td>What it costs</td></tr></tbody></table><h2>Errors</h2><ul><li>${prose(5, 1)}</li><li>${prose(6, 1)}</li><li>${prose(7, 1)}</li></ul>⟧
    <div class="page-nav"><a href="/docs/3">Previous page</a><a href="/docs/5">Next page</a></div></main>
    <aside class="toc"><p>On this page</p><ul><li><a href="#format">The format</a></li><li><a href="#errors">Errors</a></li></ul></aside></div>`,
  ),
  page(
    "a product of a shop",
    `<div class="breadcrumb"><a href="/">Home</a> › <a href="/g">Garden</a></div><main><div class="product">⟦<h1>Spade with ash handle</h1><p class="price">39.90 EUR</p><p>In stock, delivered in two to three days.</p>⟧<button>Add to basket</button><button>Remember</button>
    <div class="description">⟦<h2>Description</h2><p>${prose(20, 3)}</p><h2>Details</h2><table><tr><th>Length</th><td>118 cm</td></tr><tr><th>Weight</th><td>2.1 kg</td></tr><tr><th>Blade</th><td>forged steel</td></tr></table><h2>Returns</h2><p>${prose(23, 2)}</p>⟧</div></div></main>
    <aside class="recommendations"><h2>Others bought</h2>${many(4, (n) => `<div class="card"><a href="/p/${n}">Rake number ${n}</a><span>1${n}.90 EUR</span></div>`)}</aside>`,
  ),
  page(
    "an overview of products",
    `<aside class="filters"><h3>Filter</h3><label><input type="checkbox"> Steel</label><label><input type="checkbox"> Wood</label></aside><main>⟦<h1>Watering cans</h1><div class="grid">${many(9, (n) => `<div class="tile"><h3>Watering can model ${n}</h3><p>Holds ${n} litres and has a ${n % 2 ? "brass" : "steel"} rose.</p><span>${n}4.50 EUR</span></div>`)}</div>⟧</main>`,
  ),
  page(
    "a thread of a forum",
    `<main class="thread">⟦<h1>Blade gets loose after a season</h1>${many(5, (n) => `<div class="post"><div class="post-body"><p>${prose(n * 3, 3)}</p></div></div>`)}⟧</main><div class="reply-box"><textarea placeholder="Your answer"></textarea><button>Reply</button></div>`,
  ),
  page(
    "a blog with comments",
    `<div class="wrap"><div class="post">⟦<h1>Ten years of pruning apple trees</h1>⟧<div class="meta">Posted by the gardener in <a href="/c/trees">Trees</a></div>⟦${many(5, (n) => `<p>${prose(n * 4, 4)}</p>`)}⟧</div>
    <div id="comments" class="comments"><h3>3 comments</h3>${many(3, (n) => `<div class="comment"><b>Visitor ${n}</b><p>Lovely post, thanks for sharing it with us all.</p><a href="#">Reply</a></div>`)}</div>
    <div class="sidebar widget-area"><h3>Archive</h3><ul>${many(8, (n) => `<li><a href="/a/${n}">March 20${10 + n}</a></li>`)}</ul></div></div>`,
  ),
  page(
    "an article below a cookie wall",
    `<div id="onetrust-banner-sdk" class="consent-overlay" role="dialog"><h2>Your privacy</h2><p>We and our 842 partners store information on a device. You can accept or refuse all of them, or choose one by one in the settings.</p><button>Accept all</button><button>Refuse</button></div><div class="cookie-notice cookies"><p>This website uses cookies to improve what it shows.</p></div>
    <main><article>⟦<h1>How parcels find their way</h1><p>${prose(2, 4)}</p><p>${prose(6, 4)}</p><p>${prose(10, 4)}</p>⟧</article></main>`,
  ),
  page(
    "a page of tables",
    `<main>⟦<h1>Delivery costs</h1><h2>Within the country</h2><table><thead><tr><th>Weight</th><th>Standard</th><th>Express</th></tr></thead><tbody>${many(6, (n) => `<tr><td>up to ${n * 5} kg</td><td>${n}.90 EUR</td><td>${n + 6}.50 EUR</td></tr>`)}</tbody></table><h2>Abroad</h2><table><thead><tr><th>Country</th><th>Days</th><th>Price</th></tr></thead><tbody>${["France", "Austria", "Poland", "Denmark", "Italy"].map((name, n) => `<tr><td>${name}</td><td>${n + 2}</td><td>1${n}.90 EUR</td></tr>`).join("")}</tbody></table>⟧</main>`,
    `${"Weight Standard Express ".repeat(5)}${"Country Days Price ".repeat(4)}`,
  ),
  page(
    "a recipe",
    `<main><div class="recipe">⟦<h1>Plum cake from a tray</h1><p>${prose(30, 2)}</p>⟧<a class="jump" href="#r">Jump to recipe</a>⟦<h2>Ingredients</h2><ul class="ingredients"><li>500 g flour</li><li>1 cube of yeast</li><li>250 ml milk</li><li>80 g sugar</li><li>1.5 kg plums</li></ul><h2>Preparation</h2><ol><li>Warm the milk and dissolve the yeast in it.</li><li>Knead flour, sugar and milk into a dough and let it rise for an hour.</li><li>Halve the plums and lay them on the dough in rows.</li><li>Bake for forty minutes at 180 degrees.</li></ol>⟧</div></main><aside class="newsletter"><h3>Newsletter</h3><p>Get the best recipes each week.</p></aside>`,
  ),
  page(
    "questions that open on a click",
    `<main>⟦<h1>Frequently asked questions</h1>${many(8, (n) => `<details><summary>${question(n)}</summary><div><p>${prose(n * 2, 2)}</p></div></details>`)}⟧</main>`,
  ),
  page(
    "questions behind buttons, their answers hidden by a class",
    `<main class="faq">⟦<h1>Help with orders</h1>${many(6, (n) => `<div class="accordion-item"><h3><span>${question(n)}</span></h3><div class="accordion-panel collapse"><p>${prose(n + 9, 2)}</p></div></div>`)}⟧</main>`,
  ),
  page(
    "text in many divs",
    `<div class="x1"><div class="x2"><div class="x3">⟦<div class="h">About the workshop</div>${many(9, (n) => `<div class="x4"><div class="x5"><div>${prose(n * 2 + 1, 3)}</div></div></div>`)}⟧</div></div></div>`,
  ),
  page(
    "text with line breaks in one cell of a layout of tables",
    `<table width="100%"><tr><td width="160" class="menu"><a href="/1">Start</a><br><a href="/2">Prices</a><br><a href="/3">Way here</a></td><td>⟦<font size="5"><b>Our joinery</b></font><br><br>${prose(1, 4)}<br><br>${prose(5, 4)}<br><br>${prose(9, 5)}⟧</td></tr></table>`,
  ),
  page(
    "terms with numbered sections",
    `<main>⟦<h1>General terms</h1>${many(7, (n) => `<section><h2>${n}. Clause about matter ${n}</h2><p>(1) ${prose(n * 3, 2)}</p><p>(2) ${prose(n * 3 + 2, 2)}</p></section>`)}⟧</main>`,
  ),
  page(
    "a contact page",
    `<main>⟦<h1>Contact</h1><p>Ferro Tools, Quay Street 4, 20457 Hamburg</p><p>Telephone <a href="tel:+49405550100">+49 40 5550100</a>, mail <a href="mailto:help@ferro.example">help@ferro.example</a></p><h2>Opening hours</h2><dl><dt>Monday to Friday</dt><dd>9 to 18</dd><dt>Saturday</dt><dd>10 to 14</dd></dl>⟧<form><label>Your name <input></label><label>Your message <textarea></textarea></label><button>Send message</button></form></main>`,
  ),
  page(
    "a list of dates",
    `<main>⟦<h1>Courses this spring</h1><ul class="events">${many(10, (n) => `<li><time>${n} April</time> <strong>Course number ${n}</strong> <span>${prose(n + 4, 1)}</span></li>`)}</ul>⟧</main>`,
  ),
  page(
    "a long read with pull quotes, notes and pictures",
    `<article class="longread">⟦<h1>The last rope maker</h1><p class="lead">${prose(16, 2)}</p>${many(6, (n) => `<p>${prose(n * 5, 5)}</p>`)}⟧<figure><img src="x.jpg" alt=""></figure>⟦<h2>A trade disappears</h2>${many(4, (n) => `<p>${prose(n * 7 + 1, 5)}</p>`)}<aside class="note"><p>${prose(33, 1)}</p></aside>⟧</article><section class="promo"><h2>Subscribe now</h2><p>Read all our stories for one euro in the first month.</p></section>`,
  ),
  page(
    "a start page of a company",
    `<section class="hero">⟦<h1>Tools that last</h1><p>${prose(21, 2)}</p>⟧<a class="cta" href="/shop">To the shop</a></section><section class="features">⟦${many(4, (n) => `<div><h2>Reason ${n}</h2><p>${prose(n * 4 + 2, 2)}</p></div>`)}⟧</section><section>⟦<h2>Who we are</h2><p>${prose(36, 3)}</p>⟧</section>`,
  ),
  page(
    "steps of a manual with notes beside them",
    `<main id="content">⟦<h1>Replacing the handle</h1><p>${prose(3, 2)}</p>${many(5, (n) => `<h3>Step ${n}</h3><div class="step"><p>${prose(n * 3 + 1, 2)}</p><div class="callout warning"><p>${prose(n + 25, 1)}</p></div></div>`)}⟧</main><div class="feedback"><p>Was this page helpful?</p><button>Yes</button><button>No</button></div>`,
  ),
  page(
    "an article in Chinese",
    `<main><article>⟦<h1>退貨與換貨</h1><p>所有商品自收到之日起三十天內均可退貨，運費由我們承擔。請在包裹中附上發票副本，並寫明退貨原因。</p><p>如果商品在運輸途中損壞，請在兩天內聯繫我們的客服部門。我們會立即寄送新的商品，您不需要支付任何費用。</p><h2>換貨</h2><p>換貨需要三到五個工作天。請先在網站上登記，然後把商品寄到倉庫。</p>⟧</article></main>`,
  ),
];

/**
 * With everything that is around a text on every page of a site.
 *
 * @param again what each row of a table says once more: the names of its columns
 */
function page(shape: string, body: string, again = ""): WebPage {
  const words = [...body.matchAll(/⟦([\s\S]*?)⟧/g)]
    .map(([, part]) => part!.replace(/<[^>]+>/g, " "))
    .concat(again)
    .join(" ");
  const heading = /<(?:h1|b|div class="h")>([^<]*)</.exec(body)?.[1] ?? "";
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${heading} – Ferro Tools</title><script>window.dataLayer=[]</script><style>.a{color:red}</style></head><body class="page">
    <a class="skip-link" href="#content">Skip to the content</a><header class="site-header"><a class="logo" href="/">Ferro</a><nav class="main-nav"><ul><li><a href="/shop">Catalogue</a></li><li><a href="/news">Journal</a></li><li><a href="/jobs">Careers</a></li></ul></nav><form role="search"><input type="search" placeholder="Search"></form></header>
    ${body.replace(/[⟦⟧]/g, "")}
    <footer class="site-footer"><p>© Ferro Holding. All rights reserved.</p><ul><li><a href="/imprint">Imprint</a></li><li><a href="/privacy">Privacy notice</a></li><li><a href="/press">Press room</a></li></ul></footer><script src="/app.js"></script></body></html>`;
  return { shape, html, words };
}

function news(article: string, after: string): string {
  return `<div class="topbar"><a href="/w">Weather</a><a href="/l">Live</a></div><div class="columns"><div class="col-main">${article}${after}</div><div class="col-side"><div class="most-read"><h3>Most read</h3><ol>${many(5, (n) => `<li><a href="/m/${n}">Headline number ${n} of today</a></li>`)}</ol></div><div class="advert">Advertisement</div></div></div>`;
}

function many(count: number, write: (number: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index + 1)).join("");
}

function question(number: number): string {
  const asked = ["When is my parcel here", "Can I change an order", "How do I pay", "What does a repair cost", "Who answers on weekends"];
  return `${asked[number % asked.length]}, in case ${number}?`;
}

function prose(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => sentences[(from + index) % sentences.length]).join(" ");
}

const sentences = `The work begins on the first Monday of the month and lasts about twelve weeks.
Nobody had expected the beams to be this worn, says the engineer who examined them.
A narrow path stays open for people on foot, and cyclists have to push.
Buses take the road along the river and need some ten minutes more.
Every tool leaves our workshop only after two people have looked at it.
Please write the number of the invoice on the parcel that you send back.
The money is returned within five days, by the way it was paid.
Broken parts are replaced at no cost during the first three years.
Wood dries slowly here, at least two years under a roof that lets the wind through.
An old saying has it that a good handle outlives three blades.
The warehouse lies by the canal, and its doors open at six in the morning.
Rain came early that year, so the harvest was brought in before the village feast.
If the lid is stuck, warm it in your hands and turn it against the clock.
We had to decide within an hour, she remembers, and none of us had slept.
Most customers order in the evening, between the news and the film.
Letters that were written by hand are answered by hand.
The apprentices learn to sharpen a plane before they are allowed to use it.
Costs rose by a third, while the number of visitors hardly changed.
A map in the hall shows where the pipes run below the floor.
Two of the machines are older than the house in which they are kept.
The steel is forged in one piece, hardened in oil and polished by hand.
Its handle is made of ash from forests less than a day away.
With a weight of two kilos it is light enough for long days.
Unused goods can be returned within thirty days, in whatever box you have.
Please add the slip that came with the delivery.
Wear gloves, since the edge is sharp once the grease is gone.
Do not hold the blade in a vice without wood on both sides.
Let the glue rest overnight, even when it feels dry after an hour.
Check once more that the wedge sits tightly.
Keep children away while you work with the chisel.
This cake tastes best on the day after it was baked.
My grandmother made it whenever there were more plums than jars.
In winter the rooms are heated with what the saws leave over.
The word comes from the harbour, where it meant a knot that never slips.
On Sundays one hears the organ across the water.
Three sisters run the shop today, each with a key of her own.
Ferro was founded in a shed with one anvil and a borrowed cart.
Today forty people work here, and half of them were trained in the house.
What we cannot repair we take apart, so that nothing useful is thrown away.
Visitors are welcome on the last Friday of each month.`.split("\n");
