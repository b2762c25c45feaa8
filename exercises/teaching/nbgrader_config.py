"""Settings of nbgrader, for `build.py`, `grade.py` and the marking pages alike."""

c = get_config()  # noqa: F821  nbgrader gives it

c.CourseDirectory.course_id = "briefing-room"

# What stands in the place of a solution.
c.ClearSolutions.code_stub = {"python": "pass  # your code here"}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# The reasoning and the code of an example (cells tagged so) are for the solutions only.
c.GenerateAssignment.preprocessors.prepend(["nbconvert.preprocessors.TagRemovePreprocessor"])
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = ["solution", "example"]

# Seconds for each cell of a hand-in; then it is interrupted, and the rest is still graded.
c.Execute.timeout = 15

# Hidden checks stay out of the pages of feedback (nbgrader issue 917).
c.GenerateFeedback.preprocessors.insert(1, "nbgrader.preprocessors.ClearHiddenTests")
c.GenerateFeedback.preprocessors.append("nbconvert.preprocessors.TagRemovePreprocessor")
