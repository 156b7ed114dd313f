"""MinIO as production runs it: the job that sets up the bucket, users and rights."""
