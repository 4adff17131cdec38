import type { AgentLanguage } from "#features/agents/contract/settings.ts";
import type { WidgetLook } from "../contract.ts";

/** What the widget's button says: it is on every page, and brings no other language than English itself. */
export function launcherWordsIn(language: AgentLanguage): WidgetLook["launcher_words"] {
  const [closed, open, failed] = words[language] ?? [];
  return closed && open && failed ? { closed, open, failed } : undefined;
}

/** To open it, to close it, and what it says where it could not be loaded. */
const words: Partial<Record<AgentLanguage, readonly [string, string, string]>> = {
  de: ["Chat öffnen", "Chat schließen", "Der Chat konnte nicht geladen werden. Erneut versuchen"],
  fr: ["Ouvrir le chat", "Fermer le chat", "Le chat n’a pas pu être chargé. Réessayer"],
  es: ["Abrir el chat", "Cerrar el chat", "No se pudo cargar el chat. Reintentar"],
  it: ["Apri la chat", "Chiudi la chat", "Non è stato possibile caricare la chat. Riprova"],
  pt: ["Abrir o chat", "Fechar o chat", "Não foi possível carregar o chat. Tentar de novo"],
  nl: ["Chat openen", "Chat sluiten", "De chat kon niet worden geladen. Opnieuw proberen"],
  pl: ["Otwórz czat", "Zamknij czat", "Nie udało się wczytać czatu. Spróbuj ponownie"],
  cs: ["Otevřít chat", "Zavřít chat", "Chat se nepodařilo načíst. Zkusit znovu"],
  sv: ["Öppna chatten", "Stäng chatten", "Chatten kunde inte läsas in. Försök igen"],
  tr: ["Sohbeti aç", "Sohbeti kapat", "Sohbet yüklenemedi. Tekrar dene"],
  ar: ["فتح الدردشة", "إغلاق الدردشة", "تعذر تحميل الدردشة. إعادة المحاولة"],
  he: ["פתיחת הצ׳אט", "סגירת הצ׳אט", "לא ניתן היה לטעון את הצ׳אט. ניסיון נוסף"],
  zh: ["打开聊天", "关闭聊天", "无法加载聊天，请重试"],
  ja: ["チャットを開く", "チャットを閉じる", "チャットを読み込めませんでした。もう一度試す"],
};
