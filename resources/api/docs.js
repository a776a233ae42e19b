"use strict";
// Hides the routes that do not hold the words of the filter, and areas without any.
document.getElementById("filter").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/);
    for (const area of document.querySelectorAll(".area")) {
        let isEmpty = true;
        for (const route of area.querySelectorAll(".route")) {
            const text = route.textContent.toLowerCase();
            route.hidden = !words.every((word) => text.includes(word));
            document.querySelector(`nav a[href="#${route.id}"]`).parentElement.hidden = route.hidden;
            isEmpty = isEmpty && route.hidden;
        }
        area.hidden = isEmpty;
        document.querySelector(`nav a[href="#${area.id}"]`).parentElement.hidden = isEmpty;
    }
});
