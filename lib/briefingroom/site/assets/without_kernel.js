/* Guesses of the lessons and choice questions of the exercises, on a page without a kernel. It is
   loaded in the head, so that no answer is drawn before its guess; without it all is open. */
