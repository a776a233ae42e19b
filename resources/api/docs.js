"use strict";
// Hides the routes that do not hold the words of the filter.
document.getElementById("filter").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/);
    for (const route of document.querySelectorAll(".route")) {
        const text = route.textContent.toLowerCase();
        route.hidden = !words.every((word) => text.includes(word));
    }
});
