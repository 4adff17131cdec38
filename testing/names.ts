/** Names as people write them, for what tells a firm from a link. In each list they are parted by bars and lines. */
const read = (list: string) => list.trim().split(/\s*[|\n]\s*/);

/** Firms as their registers, or they themselves, write them. */
export const firms = read(`
  1234567 B.C. LTD. | E.ON SE | Müller GmbH & Co.KG | Müller GmbH & Co. KG | S.A.de C.V. | Grupo Bimbo S.A.B.de C.V.
  Cementos de México S.A. de C.V. | Booking.com B.V. | Amazon.com, Inc. | Salesforce.com Inc. | Overstock.com, Inc.
  1-800-Flowers.com, Inc. | 1800 Contacts Inc | 9876-5432 Québec Inc. | 1234567 Canada Inc. | 1234567 Ontario Limited
  12345678 Verwaltungs GmbH | Honda Motor Co.,Ltd. | Samsung Electronics Co.,Ltd. | H.I.S.Co.,Ltd. | J.P.Morgan Chase & Co.
  L.L.Bean Inc. | A.T.Kearney | T.K.Maxx | Dr.Oetker KG | Dr. Oetker | St.Gallen AG | KaDeWe | Ka.De.We GmbH | Fiat S.p.A.
  Eni S.p.A | Philips N.V. | Akzo Nobel N.V. | A.P. Møller – Mærsk A/S | Novo Nordisk A/S | Volvo AB | Nokia Oyj | Orlen S.A.
  PKN Orlen Sp. z o.o. | Alza.cz a.s. | Škoda Auto a.s. | Kofola ČeskoSlovensko a.s. | Rossmann d.o.o. | Gorenje d.d.
  Mercator d.o.o. | Node.js Foundation | ASP.NET Solutions Ltd | Web.de GmbH | Check24.de GmbH | Wish.com Ltd | Monday.com Ltd.
  Cars.com Inc. | 3M | 7-Eleven, Inc. | 24/7 Media | 4711 Mülhens GmbH | Studio 54 | Forever 21, Inc. | 20th Century Fox
  Pier 1 Imports, Inc. | Motel 6 | 1&1 IONOS SE | S.Oliver Bernd Freier GmbH & Co. KG | s.Oliver | P&C | H&M Hennes & Mauritz AB
  C&A | Yahoo! Inc. | Guess?, Inc. | Toys"R"Us | U.S. Steel | AT&T Inc. | No.1 Lounges Limited | PT. Bank Central Asia Tbk
  PT.Unilever Indonesia | CV.Maju Jaya | K.K. Toshiba | Sony K.K. | 株式会社ランプ | ООО "Ромашка" | ПАО «Газпром» | Ab Lindex (publ)
  Muster.AG | Siemens.SE | Fa.Ag | Gebr.Meier OHG | Prof.Dr.Weber GbR | e.K. Schmidt | Schmidt e.K. | FC Bayern e.V.
  TSV 1860 München e.V. | 1. FC Köln GmbH & Co. KGaA | Hertha B.S.C. | U.A.E. Trading L.L.C. | Al Futtaim L.L.C | Shell p.l.c.
  BP p.l.c. | Lloyds T.S.B. | J.Co Donuts | J.D.Power | S.C.Johnson & Son | H.J.Heinz Company | F.W.Woolworth Co. | Ben & Jerry's
  Abercrombie & Fitch Co. | R.J.Reynolds | E.I. du Pont de Nemours | M.A.C. Cosmetics | D.R. Horton | W.W.Grainger, Inc.
  St.Moritz Tourismus AG | Mt.Kisco Tire | Intl.Paper Co | 2Checkout.com Inc | Ancestry.com LLC | Care.com, Inc. | Angie's List
  Summer School 2024–2025 | ISO 27001-2022 Beratung | Release 2026-11-29 | Version 1.2 | Meet @ Acme | St. Mary's – Lamps & Co.
  Acme Ltd. | Q.E.D. Systems | N.E.R.D. | Dr.No Films | Kommunalka.ru OOO | Sp.z o.o. Budowa | UAB 305678901 | OÜ 12345678
  Dr. Ing. h.c. F. Porsche AG | BASF SE | SAP SE | Robert Bosch GmbH | Aldi Süd Dienstleistungs-SE & Co. oHG | Bäckerei Müller e.K.
  Stadtwerke München GmbH | 1&1 Versatel Deutschland GmbH | 4flow SE | Hapag-Lloyd AG | Gruner + Jahr GmbH | Dirk Rossmann GmbH
  dm-drogerie markt GmbH + Co. KG | Dm.Drogerie | O2 Telefónica | ProSiebenSat.1 Media SE | Sat.1 | Kabel1 GmbH | N26 Bank AG
  AUTO1.com GmbH | Zalando.de SE | mobile.de GmbH | Immowelt.de AG | T-Online.de GmbH | FlixBus DACH GmbH | Rocket Internet SE
  trivago N.V. | HelloFresh SE | ABOUT YOU SE & Co. KG | Chefkoch.de GmbH | S.I.E. Systems | B.Braun Melsungen AG
  G.Schneider & Sohn | C.Josef Lamy GmbH | A.Lange & Söhne | H.Stoll AG & Co.KG | Fr.Lürssen Werft GmbH & Co.KG | St.Ives Group
  St.James's Place plc | W.H.Smith PLC | J.Sainsbury plc | B.&M. Retail | B&Q Limited | AO.com Limited
  Moneysupermarket.com Group PLC | Boohoo.com UK Limited | lastminute.com N.V. | Skyscanner.net Ltd | Just-Eat.co.uk Ltd
  Argos.co.uk Ltd | Compare.com LLC | Stamps.com Inc. | Drugstore.com, Inc. | Pets.com, Inc. | Priceline.com LLC | Match.com, L.L.C.
  Bed Bath & Beyond Inc. | JPMorgan Chase & Co. | E*TRADE Financial | E.W.Scripps Company | J.M.Smucker Co. | J.B.Hunt Transport
  C.H.Robinson | T.Rowe Price Group | U.S.Bancorp | P.F.Chang's | A.O.Smith Corp. | H.B.Fuller Co. | S&P Global Inc.
  Lowe's Companies, Inc. | 7UP | 5.11, Inc. | 99 Cents Only Stores LLC | 1-800-GOT-JUNK? LLC | 1-800 Contacts, Inc.
  800-JR Cigar Inc. | 2411181 Ontario Inc. | 10233456 Canada Corp. | 9021-3456 Québec inc. | 0987654 B.C. Ltd. | 1234567 Alberta ULC
  102345678 Saskatchewan Ltd. | Société Générale S.A. | L'Oréal S.A. | Michelin S.C.A. | Groupe S.E.B. | L.V.M.H. | BNP Paribas S.A.
  Vente-privee.com SA | Cdiscount.com SAS | Leboncoin.fr SAS | S.N.C.F. | R.A.T.P. | Telefónica, S.A. | Grupo Elektra S.A.B. de C.V.
  Tiendas Soriana, S.A.de C.V. | Coca-Cola FEMSA S.A.B.de C.V. | Construcciones Pérez S.de R.L. de C.V. | El Corte Inglés, S.A.
  Rumbo.es S.L. | Atrápalo S.L. | Enel S.p.A. | Ferrero International S.A. | Pirelli & C. S.p.A. | F.lli Barilla S.p.A.
  Subito.it S.r.l. | ING Groep N.V. | Bol.com B.V. | Coolblue B.V. | Thuisbezorgd.nl B.V. | V.O.F. De Boer
  Anheuser-Busch InBev SA/NV | Ikea A/S | H. Lundbeck A/S | DSV A/S | Saxo.com A/S | CDON.COM AB | Blocket AB | Finn.no AS
  Equinor ASA | Kone Oyj | F-Secure Oyj | mBank S.A. | Allegro.pl Sp. z o.o. | Allegro.eu S.A. | CD Projekt S.A. | Mall.cz s.r.o.
  Heureka.cz a.s. | Seznam.cz, a.s. | Avast Software s.r.o. | MOL Nyrt. | Emag.ro S.R.L. | Dedeman S.R.L. | Podravka d.d.
  Konzum plus d.o.o. | Hepsiburada A.Ş. | Türk Hava Yolları A.O. | Mail.ru Group | ООО «Яндекс» | АО «Тинькофф Банк»
  ТОВ «Розетка.УА» | Rozetka.ua LLC | Tata Consultancy Services Ltd. | Flipkart Pvt.Ltd. | M.R.F. Ltd | Dr.Reddy's Laboratories
  L&T Ltd. | P.T.Telkom Indonesia | PT Gojek Tbk. | Grab Holdings Inc. | Lazada Sdn.Bhd. | SM Investments Corp.
  Toyota Motor Co.,Ltd | Nintendo Co.Ltd. | Rakuten Group, Inc. | Kakaku.com, Inc. | JD.com, Inc. | Trip.com Group Limited
  Alibaba.com Ltd | Baidu, Inc. | SOHU.com Limited | LG Electronics | NAVER Corp. | Coupang Corp. | Emirates NBD P.J.S.C.
  Noon.com FZ-LLC | Souq.com FZ LLC | Mercado Libre S.R.L. | MercadoLivre.com.br Ltda | Petróleo Brasileiro S.A.
  Magazine Luiza S/A | Seek.com.au Pty Ltd | Carsales.com Ltd | Xero Limited | Woolworths Group Ltd | AfterPay Pty.Ltd.
  Takealot.com (Pty) Ltd | MTN Group | 1000012345 Ontario Inc. | 1000987654 Ontario Limited | ACN 123 456 789 Pty Ltd
  A.C.N. 004 085 616 PTY. LTD. | ABN 51 824 753 556 Trading Pty Ltd | 12.345.678 João da Silva | 48.123.456 MARIA DE SOUZA
  ООО 1027700132195 | Anno 1800-1900 | Museum 1789–1914 | г.Москва | ГУП г.Москва | ASP.NET Consulting | VB.NET Schulung
`);

/** People. */
export const people = read(`
  Dr.No | Jean-Luc Picard | J.R.R.Tolkien | J. R. R. Tolkien | Martin Luther King Jr. | Ann O'Neill | St. John Smith
  Prof.Dr.Anna Weber | Dr. med. Jens Müller | Ma.Teresa Cruz | X Æ A-12 | John Smith III | M.I.A. | Sammy Davis, Jr. | A.J.Cook
  C.S. Lewis | Ph.D. Mira Schulz | Lt.Col. Ray Bell | Li Na | Björn | Mary Ann St.John | Dr.Dre | Mr.T | J.Lo | A.R.Rahman
  M.I.Abdullah | K.P.Singh | S.M.Sultan | P.Diddy | Notorious B.I.G. | Prof. Dr. Dr. h.c. Karl Meier | Robert Downey, Jr.
  J. D. Vance | Fr.Thomas | Sr.Maria | Md.Rahman | Md. Abdul Karim | Abd.Rahman | Muh.Yusuf | Wm.Smith | Chas. Dickens
  Maria dos Santos, M.D. | Ma. Lourdes | Ir.Soekarno | H.M.Soeharto | Ng Wei | Zoë 2.0 | deadmau5 | Ke$ha | Anne-Marie d'Arc
`);

/** What the reader of a mail could open or call. */
export const linksAndNumbers = read(`
  https://example.org/pay | visit www.acme | acme.com | acme.agency | Win at bit.ly/x | acme。com | acme｡com | ａｃｍｅ．ｃｏｍ
  192.168.10.24 | pay at 8.8.8.8 now | evil.com/login Ltd | Click evil.com Ltd | Get money evil.shop | t.co/abc | goo.gl/x
  evil.xyz | pay.evil.co.uk | evil.co.uk | login-paypal.com | аcme.com | раураl.com | evil.рф | 例え.中国 | evil․com | evil﹒com
  𝐞𝐯𝐢𝐥.𝐜𝐨𝐦 | ⓔⓥⓘⓛ.com | ｅｖｉｌ。ｃｏｍ | evil.com. | "evil.com" | (evil.com) | evil.com! | see evil.de | EVIL.COM | Evil.De | evil.it now
  x.evil.top | ftp://evil | HTTP://EVIL | wWw.evil.zz | Acme evil.online | Your prize: evil.site | evil.live | bank.support
  amazon.de.evil.ru | ann@evil.com | mail jo＠acme．example | +49 170 1234567 | Call (0170) 123-4567 | ٠١٧٠١٢٣٤ | ０１７０－１２３－４５６７
  0800 1234567 | call 08001234567 GmbH | +1 (555) 123-4567 Ltd | Ring 555-123-4567 | Ring 555.123.4567 Inc | 001 555 123 4567
  +12345678 Ltd | tel 0170/1234567 | 1 800 555 1234 Inc | Call 1-800-555-1234 | call 030-12345678 | free-money.example.com
  www.win-now.org | http://a.b | paypal-secure.net/login | Go to evil.top | evil.club!!! | crypto.bid Ltd offers
  visit my-shop.store today | wa.me/491701234567 | t.me/evil | cutt.ly/abc | evil.co | login.evil.io | evil.app Inc please visit
  evil.ai | рaypal.com | gооgle.com | apple。com/id | ａｐｐｌｅ．ｃｏｍ | ﬁshing.com | evil.москва | см. сайт.онлайн | 10.0.0.1
  2.3.4.5:8080 | Acme (acme.info) | acme.biz now | Claim at prize.xyz | HTTPS://X.Y | a@b.co | support@acme.com | jo [at] acme.com
  +44 20 7946 0958 | 020 7946 0958 | (555) 555-0199 | 555-0199-22 | Call 1 (888) 555 0100 | tel:+15555550100 | 0049 30 901820
  Tel. 030/901820-1 | WhatsApp 491701234567 | ＋４９ １７０ １２３４５６７ | ۰۹۱۲۳۴۵۶۷۸۹ | Dial 900 123 456 Ltd | Hotline 0900-1234567 GmbH
  88005553535 | 8 (800) 555-35-35 | t.co | evil[.]com | evil (dot) com | evil{.}shop now | javascript:alert(1) | mailto:x
  ACN 0170 1234567 | 1-800-555-0199 Ltd | 12.345.678.90 | 5551234567 Inc call | EVIL.NET | москва.москва | 0800-1900
`);
