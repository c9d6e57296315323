"""The records that travel between the stages; stages share nothing else."""
