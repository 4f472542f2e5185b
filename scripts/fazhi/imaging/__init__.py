"""Pictures from contributors: what stands in their files, and the same pixels written again without anything else."""
