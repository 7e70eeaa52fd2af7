"""Questions people ask about the job, each with its short answer first."""
