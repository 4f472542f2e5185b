"""The contributor's desk: what helps a lawyer or a teacher to begin a case, a lesson or a term, and to hand it in."""
