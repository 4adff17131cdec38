/** Documents as companies have them, all invented, and questions on them. Measured by built-in-answerer.test.ts. */
export type FixtureDocument = { title: string; passages: { headings?: string[]; text: string }[] };

/** `holds`: what the quoted text must contain; null: the documents hold no answer. */
export type FixtureQuestion = { question: string; holds: string | null };

export const documents: FixtureDocument[] = [
  {
    title: "Returns and refunds",
    passages: [
      {
        headings: ["Returns"],
        text: "You may return unused goods within 30 days of delivery. Goods bought in a sale can be exchanged, but we do not refund their price. Custom-made furniture cannot be returned.\n\nThe customer pays for the return parcel unless the goods were faulty.",
      },
      {
        headings: ["Refunds", "How long it takes"],
        text: "We pay refunds to the card that was used for the order. It takes up to five working days after the parcel has reached our warehouse in Tilburg.",
      },
      {
        headings: ["Frequently asked questions"],
        text: "Can I return an item in a shop?\nYes. Bring the item and the receipt to any of our shops.\n\nWhat happens if I lost the receipt?\nWe can find the purchase with the card that you paid with.",
      },
    ],
  },
  {
    title: "Employee handbook",
    passages: [
      {
        headings: ["Leave", "Annual leave"],
        text: "Every employee has 28 days of paid leave per calendar year. Up to five days may be carried over, and they expire on 31 March of the following year. Leave is approved by the line manager in the portal.",
      },
      {
        headings: ["Leave", "Sick leave"],
        text: "Tell your manager before 9 a.m. on the first day of illness. A doctor's certificate is required from the fourth day. Sick pay amounts to 80 % of the salary for up to six weeks.",
      },
      {
        headings: ["Working from home"],
        text: "Employees may work from home two days a week after the probation period of three months. The company provides a laptop and a headset, not furniture. Work from abroad needs the consent of the HR director, Ms Okonjo.",
      },
      {
        headings: ["Expenses"],
        text: "Expenses are claimed within 60 days. Meals on business trips are paid up to 35 euros a day:\n- breakfast up to 8 euros\n- lunch up to 12 euros\n- dinner up to 15 euros\n\nAlcohol is not reimbursed.",
      },
    ],
  },
  {
    title: "K-200 coffee machine manual",
    passages: [
      {
        headings: ["Cleaning"],
        text: "Descale the machine every two months, or when the orange lamp blinks. Fill the tank with water and one sachet of descaler, press the steam button for three seconds, and wait until the lamp goes out. Never use vinegar: it damages the seals.",
      },
      {
        headings: ["Troubleshooting"],
        text: "If no coffee comes out, the pump has drawn air. Hold the cup button for ten seconds.\n\nIf the red lamp is lit, the water tank is empty or not in its place.\n\nError E4 means that the brewing unit is blocked; switch the machine off and take the unit out.",
      },
      {
        headings: ["Technical data"],
        text: "Power: 1,450 W\nPressure: 15 bar\nWater tank: 1.8 litres\nWeight: 6.2 kg\nCable length: 1.1 m",
      },
    ],
  },
  {
    title: "Price list 2026",
    passages: [
      {
        text: "Article: Oak table 180 cm; Number: T-180; Price: 649.00 EUR; Delivery: 3 weeks\nArticle: Oak table 220 cm; Number: T-220; Price: 799.00 EUR; Delivery: 3 weeks\nArticle: Pine bench; Number: B-11; Price: 189.00 EUR; Delivery: 5 days\nArticle: Leather armchair; Number: A-7; Price: 1,120.00 EUR; Delivery: 8 weeks",
      },
      {
        text: "Article: Floor lamp brass; Number: L-3; Price: 215.00 EUR; Delivery: 5 days\nArticle: Desk lamp; Number: L-4; Price: 79.00 EUR; Delivery: 2 days\nArticle: Assembly at home; Number: S-1; Price: 60.00 EUR per hour",
      },
    ],
  },
  {
    title: "Öffnungszeiten und Anfahrt",
    passages: [
      {
        headings: ["Öffnungszeiten"],
        text: "Unser Geschäft in Freiburg ist montags bis freitags von 9 bis 18 Uhr geöffnet, samstags bis 16 Uhr. Am 3. Oktober und an Feiertagen bleibt es geschlossen.",
      },
      {
        headings: ["Anfahrt"],
        text: "Kostenlose Parkplätze finden Sie hinter dem Gebäude. Hunde dürfen im Laden an der Leine mitgeführt werden. Die Straßenbahn der Linie 4 hält vor der Tür.",
      },
    ],
  },
  {
    title: "Normas del hotel",
    passages: [
      {
        text: "La entrada es a partir de las 15:00 y la salida antes de las 11:00. El desayuno se sirve de 7:30 a 10:00 en la terraza. Las mascotas pagan un suplemento de 12 euros por noche. La piscina está abierta de mayo a septiembre.",
      },
    ],
  },
  {
    title: "会员常见问题",
    passages: [
      { text: "会员卡的有效期为两年。积分可以在全国任何门店兑换礼品。客服热线的工作时间是每天上午九点到晚上八点。退货须在七天之内办理。" },
    ],
  },
];

export const questions: FixtureQuestion[] = [
  { question: "How long do I have to return something?", holds: "30 days" },
  { question: "Can custom-made furniture be returned?", holds: "cannot be returned" },
  { question: "Do you refund goods from a sale?", holds: "do not refund" },
  { question: "Who pays for the return parcel?", holds: "The customer pays" },
  { question: "How long does a refund take?", holds: "five working days" },
  { question: "Where is your warehouse?", holds: "Tilburg" },
  { question: "can i return an item in a shop", holds: "any of our shops" },
  { question: "I lost my receipt, what now?", holds: "with the card" },
  { question: "How many days of annual leave do I get?", holds: "28 days" },
  { question: "When does carried over leave expire?", holds: "31 March" },
  { question: "When do I need a doctor's certificate?", holds: "fourth day" },
  { question: "How much is sick pay?", holds: "80 %" },
  { question: "How many days a week may I work from home?", holds: "two days a week" },
  { question: "Who must agree to working from abroad?", holds: "Okonjo" },
  { question: "Does the company pay for furniture at home?", holds: "not furniture" },
  { question: "What is the limit for dinner on a business trip?", holds: "15 euros" },
  { question: "Is alcohol reimbursed?", holds: "not reimbursed" },
  { question: "Expenses deadline", holds: "60 days" },
  { question: "How often should I descale the machine?", holds: "every two months" },
  { question: "Can I use vinegar to descale it?", holds: "Never use vinegar" },
  { question: "What does error E4 mean?", holds: "brewing unit is blocked" },
  { question: "Why is the red lamp lit?", holds: "water tank is empty" },
  { question: "No coffee comes out. What should I do?", holds: "cup button" },
  { question: "How big is the water tank?", holds: "1.8 litres" },
  { question: "What is the weight of the K-200?", holds: "6.2 kg" },
  { question: "How much does the leather armchair cost?", holds: "1,120.00" },
  { question: "price of the oak table 220 cm", holds: "799.00" },
  { question: "What is the delivery time of the pine bench?", holds: "5 days" },
  { question: "How much is assembly at home?", holds: "60.00" },
  { question: "Which article has the number L-4?", holds: "Desk lamp" },
  { question: "Wann ist das Geschäft am Samstag geöffnet?", holds: "16 Uhr" },
  { question: "Gibt es Parkplätze?", holds: "Kostenlose Parkplätze" },
  { question: "Darf ich meinen Hund in den Laden mitnehmen?", holds: "Hunde dürfen" },
  { question: "Welche Straßenbahn fährt zu Ihnen?", holds: "Linie 4" },
  { question: "¿A qué hora es el desayuno?", holds: "7:30" },
  { question: "¿Cuánto cuesta una mascota?", holds: "12 euros" },
  { question: "¿Cuándo está abierta la piscina?", holds: "mayo" },
  { question: "会员卡有效期多久？", holds: "两年" },
  { question: "积分在哪里兑换？", holds: "全国任何门店" },
  { question: "Who is the president of France?", holds: null },
  { question: "What is the capital of Mongolia?", holds: null },
  { question: "How do I reset my password?", holds: null },
  { question: "Do you offer student discounts?", holds: null },
  { question: "Is there a job opening for software developers?", holds: null },
  { question: "What does error E9 mean?", holds: null },
  { question: "How much does the walnut wardrobe cost?", holds: null },
  { question: "Can I pay with Bitcoin?", holds: null },
  { question: "How many vacation homes does the founder own?", holds: null },
  { question: "What is the maternity leave policy?", holds: null },
  { question: "Wie hoch ist die Mehrwertsteuer in Norwegen?", holds: null },
  { question: "Wer hat die Relativitätstheorie entwickelt?", holds: null },
  { question: "¿Tienen gimnasio?", holds: null },
  { question: "¿Quién escribió Don Quijote?", holds: null },
  { question: "公司的总裁是谁？", holds: null },
  { question: "When was the Eiffel Tower built?", holds: null },
  { question: "Tell me a joke about penguins", holds: null },
];
