"""Prints the Job that Mage's executor would create for a block. Asks no cluster: its own pod is given as JSON."""
import json
import os
import sys

from kubernetes.client import ApiClient, V1Pod
from mage_ai.data_preparation.executors.k8s_block_executor import K8sBlockExecutor
from mage_ai.data_preparation.models.pipeline import Pipeline
from mage_ai.services.k8s.job_manager import JobManager
from mage_ai.settings.repo import set_repo_path

asked = json.loads(sys.argv[1])
set_repo_path(os.environ["QB_PROJECT"])
api = ApiClient()
executor = K8sBlockExecutor(Pipeline.get(asked["pipeline"]), asked["block"], execution_partition=asked["partition"])
command = executor._run_commands(block_run_id=asked["block_run_id"], pipeline_run_id=asked["pipeline_run_id"])

jobs = JobManager.__new__(JobManager)  # its own start looks for a cluster
jobs.job_name, jobs.api_version, jobs.container_name, jobs.logger = "block", "batch/v1", "mage", None
jobs.pod_config = V1Pod(spec=api._ApiClient__deserialize(asked["pod"], "V1PodSpec"))
job = jobs.create_job_object(command, k8s_config=executor.executor_config)
sys.stdout.write("\n" + json.dumps(api.sanitize_for_serialization(job)) + "\n")
