// The theme is chosen before anything is drawn: the reader's last choice, else the system's.
const page = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
let chosen = null;
try { chosen = localStorage.getItem("theme"); } catch { /* a file may have no storage */ }
const show = (dark) => { page.dataset.theme = dark ? "dark" : "light"; };
const wanted = () => (chosen ? chosen === "dark" : system.matches);
show(wanted());
system.addEventListener("change", () => show(wanted()));
addEventListener("beforeprint", () => show(false));
addEventListener("afterprint", () => show(wanted()));
addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("theme");
  const label = () => { button.textContent = wanted() ? "Light colors" : "Dark colors"; };
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    chosen = wanted() ? "light" : "dark";
    try { localStorage.setItem("theme", chosen); } catch { /* it lasts as long as the page */ }
    show(wanted());
    label();
  });
});
