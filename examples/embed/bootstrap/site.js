// What a site does with jQuery: hotkeys, a search of its own, and a word of
// thanks when the form has been sent.
$(function () {
  const search = $("#haku");

  $(document).on("keydown", function (event) {
    if ($(event.target).is("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      search.find("input").trigger("focus");
    }
    if (event.key === "v") bootstrap.Dropdown.getOrCreateInstance("#hyvinvointi").toggle();
  });

  search.on("submit", function (event) {
    event.preventDefault();
    $("#hakutulos").text(`Haulla ”${search.find("input").val()}” ei löytynyt sivuja.`);
  });

  $(document).on("hyte:submitted", "hyte-form", function (event) {
    $("#kiitos").prop("hidden", false).find("code").text(event.detail.id);
  });
});
