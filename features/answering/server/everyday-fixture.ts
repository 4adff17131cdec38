import type { FixtureDocument, FixtureQuestion } from "./company-fixture.ts";

/**
 * Three documents, all invented, and questions as customers write them, on these and on the product's sample document. Nothing is
 * learned from them: everyday.test.ts holds what agents make of them.
 */
export const documents: FixtureDocument[] = [
  {
    title: "Lakeside swimming club: membership",
    passages: [
      {
        headings: ["Joining"],
        text: "Anyone over 16 can join. Membership costs 24 euros a month and begins on the first of the next month. Children swim free with a parent who is a member.",
      },
      {
        headings: ["Ending a membership"],
        text: "A membership can be ended in writing with four weeks' notice to the end of a month. Send a letter or an email to the office. Fees that were paid ahead are returned.",
      },
      {
        headings: ["What members must not bring"],
        text: "Please leave these at home:\n- glass bottles\n- inflatable mattresses\n- barbecues",
      },
      {
        headings: ["Opening times"],
        text: "Day: Monday; Opens: 7:00; Closes: 21:00\nDay: Saturday; Opens: 8:00; Closes: 19:00\nDay: Sunday; Opens: 9:00; Closes: 18:00",
      },
    ],
  },
  {
    title: "Bike repair workshop",
    passages: [
      {
        headings: ["Appointments"],
        text: "Bring your bike without an appointment on weekday mornings. Most repairs are finished within two working days, in spring within five. We send a text message when it is ready.",
      },
      {
        headings: ["Prices"],
        text: "Service: Flat tyre; Price: 15 euros; Time: 30 minutes\nService: Brake adjustment; Price: 20 euros; Time: 1 hour\nService: Full inspection; Price: 69 euros; Time: 1 day",
      },
      {
        headings: ["Electric bikes"],
        text: "We repair motors by Bosch and Shimano only. Batteries are not opened for safety reasons; we send them to the maker. A loan bike is available for 10 euros a day.",
      },
    ],
  },
  {
    title: "Holiday flat Seaview: house guide",
    passages: [
      {
        headings: ["Arrival"],
        text: "You can check in from 16:00. The key is in the box beside the door; its code comes by text message on the day of arrival. Check-out is by 10:00.",
      },
      {
        headings: ["Internet and heating"],
        text: "The wifi password is on the fridge. Turn the heating up with the wheel in the hall. If the boiler shows a red light, press its button for five seconds.",
      },
      {
        headings: ["Rubbish and pets"],
        text: "Put rubbish into the bins behind the house; paper is collected on Thursdays. Dogs are welcome for 8 euros a night. Smoking is not allowed anywhere in the flat.",
      },
    ],
  },
];

/** `holds`: what a right answer or card contains; null: no document answers. */
export const questions: FixtureQuestion[] = [
  { question: "How long do refunds take?", holds: "within seven days" },
  { question: "can i pay with paypal", holds: "PayPal" },
  { question: "how much is shipping", holds: "5.90 euros" },
  { question: "do you ship to Belgium?", holds: "Belgium" },
  { question: "I forgot my password", holds: "Forgot password" },
  { question: "how do i delete my account", holds: "Delete account" },
  { question: "my pot arrived broken, what do I do?", holds: "three days of delivery" },
  { question: "can I send an order as a gift without the invoice", holds: "without an invoice" },
  { question: "what if my plant dies after two weeks?", holds: "replace it once" },
  { question: "how often should i water a monstera", holds: "Once a week" },
  { question: "how much light does a boston fern need?", holds: "Half shade" },
  { question: "where can I see my tracking link?", holds: "tracking link" },
  { question: "my parcel has not moved for days", holds: "start a search" },
  { question: "until when can I cancel an order?", holds: "14:00" },
  { question: "phone number", holds: "030 555 0142" },
  { question: "how long are vouchers valid", holds: "three years" },
  { question: "do I need an account to order?", holds: "as a guest" },
  { question: "is delivery free for large orders?", holds: "60 euros" },
  { question: "can I visit the greenhouse?", holds: "Saturdays" },
  { question: "do you ship plants on fridays?", holds: "not shipped on Fridays" },
  { question: "what does a heat pack cost?", holds: "3 euros" },
  { question: "how many days do I have to send back a pot?", holds: "30 days" },
  { question: "fertiliser in summer", holds: "every two weeks" },
  { question: "how do I join the swimming club?", holds: "Anyone over 16" },
  { question: "what does a membership cost per month?", holds: "24 euros" },
  { question: "do children pay?", holds: "Children swim free" },
  { question: "how can i end my membership", holds: "four weeks' notice" },
  { question: "can I bring a barbecue?", holds: "barbecues" },
  { question: "when do you close on sunday?", holds: "18:00" },
  { question: "when does the pool open on saturday", holds: "8:00" },
  { question: "do i need an appointment to get my bike repaired?", holds: "without an appointment" },
  { question: "how long does a repair take in spring?", holds: "within five" },
  { question: "price for fixing a flat tyre", holds: "15 euros" },
  { question: "how much is a full inspection?", holds: "69 euros" },
  { question: "do you repair bosch motors", holds: "Bosch" },
  { question: "can you open the battery of my electric bike?", holds: "not opened" },
  { question: "can I get a loan bike meanwhile?", holds: "10 euros a day" },
  { question: "when can we check in?", holds: "16:00" },
  { question: "where is the key?", holds: "in the box" },
  { question: "what is the wifi password", holds: "on the fridge" },
  { question: "the boiler has a red light", holds: "five seconds" },
  { question: "are dogs allowed?", holds: "Dogs are welcome" },
  { question: "can I smoke in the flat?", holds: "not allowed" },
  { question: "check-out time", holds: "10:00" },
  { question: "what day is paper collected?", holds: "Thursdays" },
  { question: "Who won the world cup in 1954?", holds: null },
  { question: "What is the capital of Mongolia?", holds: null },
  { question: "Do you sell lawn mowers?", holds: null },
  { question: "Which shares should I buy?", holds: null },
  { question: "Can I pay with Bitcoin?", holds: null },
  { question: "Do you offer sewing classes?", holds: null },
  { question: "How tall is the Eiffel Tower?", holds: null },
  { question: "Is there a vegan menu?", holds: null },
  { question: "Where is the nearest pharmacy?", holds: null },
  { question: "Tell me a joke about penguins", holds: null },
  { question: "Can you translate a letter for me?", holds: null },
  { question: "What is the meaning of life?", holds: null },
  { question: "Do you rent out cars?", holds: null },
  { question: "How do I file my tax return?", holds: null },
  { question: "What is the boss's salary?", holds: null },
];
