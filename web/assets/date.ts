// A date or an hour that is filled in stands below its field as it is written here: a browser shows the field in the order of its own language, so that
// 03/04 may be either of two days.

function written(field: HTMLInputElement): string {
  if (field.type === "time") return /^\d\d:\d\d/.test(field.value) ? `${field.value.slice(0, 5).replace(":", ".")} uur` : "";
  const [year, month, day] = field.value.split("-").map(Number);
  if (!year || year < 1900 || !month || !day) return ""; // it is still being typed
  return new Intl.DateTimeFormat("nl", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(Date.UTC(year, month - 1, day));
}

for (const field of document.querySelectorAll<HTMLInputElement>("input[type=date], input[type=time]")) {
  const said = document.createElement("output");
  said.className = "as-written";
  said.htmlFor.add(field.id);
  field.after(said);
  const tell = (): void => {
    said.textContent = written(field);
  };
  field.addEventListener("input", tell);
  tell();
}
