import { stem } from "#platform/search/stem.ts";

/** Words that customers and documents use for one another, as terms. */
export function kinOf(term: string): readonly string[] {
  return kin.get(term) ?? [];
}

const groups =
  "accept take, cost price fee charge pay rate, refund reimburse repay, return exchange, phone telephone call, mail email, vacation leave holiday, delivery shipping shipment dispatch deliver ship, buy purchase order, " +
  "cancel terminate withdraw, begin start commence, end finish expire, allow permit may, need require must necessary, salary pay wage, ill illness sick, repair fix, error fault failure, " +
  "broken defective faulty damaged, shop store branch, client customer buyer, employee staff worker, limit maximum cap, deadline due within until, dog pet animal, open opening, " +
  "big large size, weight weigh, height high tall, length long, address located location, warranty guarantee, discount reduction rebate, bill invoice, contact reach, password login, " +
  "car vehicle, doctor physician, boss manager supervisor, help support assistance, kids children, remove delete erase, change modify update edit, often every, free complimentary, " +
  "stadt ort, preis kosten kostet gebuhr, lieferung versand, urlaub ferien, krank krankheit, kundigung kundigen, hund haustier tier, " +
  "precio cuesta coste costo tarifa suplemento, envio entrega, vacaciones permiso, prix cout coute tarif, livraison envoi, conge vacances";

const kin = buildKin();

function buildKin(): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const group of groups.split(", ")) {
    const terms = group.split(" ").map(stem);
    for (const term of terms) map.set(term, [...(map.get(term) ?? []), ...terms.filter((other) => other !== term)]);
  }
  return map;
}
