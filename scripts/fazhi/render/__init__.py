"""Stage 5, render: the library becomes engine-neutral pages. What is printed here is data and templates of ours."""
