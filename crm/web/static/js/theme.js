/* Runs before the first paint: that there are scripts, and the colours: the reader's choice (a cookie the server has read), else the device's. */
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (!/(?:^|; )theme=(?:light|dark)/.test(document.cookie)) {
      root.dataset.bsTheme = dark.matches ? "dark" : "light";
    }
  };
  follow();
  dark.addEventListener("change", follow);
})();
