"""For those who keep the corpus: build, check, and the command. Nothing else imports it."""
