"""Document → Structure: sections, jobs, dates, degrees, certificates, personal spans."""
