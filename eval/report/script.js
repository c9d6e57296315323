const unfold = (inner) => {
  for (let fold = inner && inner.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (inner) inner.scrollIntoView();
};
const follow = () => unfold(document.getElementById(location.hash.slice(1)));
addEventListener("hashchange", follow);
follow();
for (const buttons of document.querySelectorAll(".buttons")) buttons.hidden = false;
for (const button of document.querySelectorAll("button[data-open]"))
  button.addEventListener("click", () => {
    for (const fold of document.querySelectorAll("details.case")) fold.open = button.dataset.open === "yes";
  });
