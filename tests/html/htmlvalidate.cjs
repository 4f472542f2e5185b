/* Rules for html-validate: all that it recommends, but for what is said here. */
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    /* Search results cut a title at about 70 characters; the official English title of a law is longer than that, and a
       page about a law is called as the law is called. Our template leaves the name of the site off such titles. */
    "long-title": "off",
    /* The controls of the case form are called as front matter is (official.title); HTML allows every sign but a space. */
    "valid-id": ["error", { relaxed: true }],
    /* Boxes that answer one question share its name, as radio buttons do. */
    "form-dup-name": ["error", { shared: ["radio", "button", "reset", "submit", "checkbox"] }],
  },
};
