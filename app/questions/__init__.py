"""The interview banks: questions, work samples, and what may not be asked."""
