"""What people write about languages, ML, performance and statistics leads to the right skill."""

from __future__ import annotations

from functools import cache

import pytest

from skillgap.taxonomy import Taxonomy, load_taxonomy, surface_key


@cache
def taxonomy() -> Taxonomy:
    return load_taxonomy()


@cache
def surfaces() -> dict[str, str]:
    return {surface_key(s): skill.id for skill in taxonomy().skills.values() for s in (skill.name, *skill.aliases)}


WRITTEN = {
    "python": "Python, Python 3, CPython",
    "c++": "C++, CPP, C++17, Modern C++",
    "go": "Go, Golang",
    "javascript": "JS, ES6, Javascript, ECMAScript",
    "typescript": "TypeScript, TS",
    "r": "R, R programming",
    "bash": "bash, Bash scripting",
    "protocol-buffers": "protobuf, Protocol Buffers",
    "pytorch": "PyTorch, torch, Pytorch 2.x",
    "tensorflow": "TensorFlow, Tensor Flow, TF2",
    "scikit-learn": "sklearn, scikit learn, Scikit-Learn",
    "hugging-face": "HuggingFace, HF, Hugging Face",
    "weights-and-biases": "W&B, wandb, Weights & Biases",
    "mlflow": "MLflow, ML Flow",
    "kubeflow": "Kubeflow",
    "mlops": "MLOps, ML Ops, machine learning operations",
    "model-serving": "model serving, inference servers",
    "nvidia-triton-inference-server": "Triton Inference Server, NVIDIA Triton",
    "triton": "Triton, OpenAI Triton, Triton kernels",
    "metal": "Metal",
    "cuda": "CUDA, CUDA kernels",
    "tensorrt-llm": "TensorRT-LLM, TRT-LLM",
    "vllm": "vLLM",
    "sglang": "SGLang",
    "langgraph": "LangGraph",
    "dspy": "DSPy",
    "polars": "Polars",
    "pandas": "pandas, Pandas",
    "retrieval-augmented-generation": "RAG, retrieval augmented generation",
    "lora": "LoRA, Low-Rank Adaptation",
    "qlora": "QLoRA",
    "dpo": "DPO, Direct Preference Optimization",
    "grpo": "GRPO",
    "flash-attention": "FlashAttention, Flash Attention, FlashAttention-2",
    "large-language-models": "LLMs, large language model",
    "natural-language-processing": "NLP, natural language processing",
    "model-quantization": "quantization, quantisation, INT8 quantization",
    "hyperparameter-tuning": "hyperparameter tuning, hyper-parameter optimisation, HPO",
    "kernel-fusion": "kernel fusion, operator fusion, fused kernels",
    "collective-communication": "all-reduce, allreduce, reduce-scatter",
    "compiler-backend": "codegen, compiler back-ends",
    "instruction-selection": "instruction selection",
    "register-allocation": "register allocation",
    "xgboost": "XGBoost, xgb",
    "ab-testing": "A/B testing, AB tests, split testing",
    "survival-analysis": "survival analysis, time-to-event analysis",
    "time-series-forecasting": "time series forecasting, time-series forecasting",
    "causal-inference": "causal inference",
    "feature-engineering": "feature engineering, feature extraction",
    "high-performance-computing": "HPC, high-performance computing",
    "rocm": "ROCm",
    "simd": "SIMD",
    "avx": "AVX-512",
    "nvidia-gpus": "H100, A100",
    "arima": "ARIMA, SARIMA",
    "principal-component-analysis": "PCA",
    "k-means-clustering": "k-means, KMeans",
    "statistics": "statistics, statistical modelling",
}


@pytest.mark.parametrize(
    ("skill_id", "surface"), [(i, s) for i, written in WRITTEN.items() for s in written.split(", ")]
)
def test_what_people_write_names_the_skill(skill_id: str, surface: str) -> None:
    assert surfaces().get(surface_key(surface)) == skill_id


@pytest.mark.parametrize(
    ("skill_id", "ancestor"),
    [
        ("pytorch", "machine-learning"),
        ("triton", "gpu-programming"),
        ("lora", "large-language-models"),
        ("vllm", "mlops"),
        ("kubeflow", "mlops"),
        ("flash-attention", "performance-optimization"),
        ("mlir", "compilers"),
        ("yolo", "computer-vision"),
        ("dplyr", "r"),
        ("survival-analysis", "statistics"),
        ("demand-forecasting", "forecasting"),
        ("sales-forecasting", "forecasting"),
        ("time-series-forecasting", "forecasting"),
        ("spark-sql", "sql"),
        ("ridge-regression", "regression"),
        ("intent-classification", "classification"),
        ("test-automation", "automation"),
        ("database-monitoring", "monitoring"),
    ],
)
def test_hierarchy_leads_up_to_the_field(skill_id: str, ancestor: str) -> None:
    assert ancestor in taxonomy().ancestors(skill_id)


def test_to_export_a_model_is_not_yet_to_deploy_it() -> None:
    assert "model-deployment" not in taxonomy().ancestors("model-conversion")


@pytest.mark.parametrize(
    "surface", ["R", "C", "Go", "Metal", "Triton", "Swift", "Rust", "Julia", "Stan", "Ray", "LIME"]
)
def test_ordinary_words_say_what_else_they_mean(surface: str) -> None:
    skill = taxonomy().skills[surfaces()[surface_key(surface)]]
    assert len(skill.ambiguous[surface].cues) >= 5
    assert skill.ambiguous[surface].sense


@pytest.mark.parametrize(
    ("one", "other"),
    [("pytorch", "tensorflow"), ("vllm", "tensorrt-llm"), ("mlflow", "weights-and-biases"), ("cuda", "rocm")],
)
def test_tools_for_the_same_job_know_each_other(one: str, other: str) -> None:
    assert taxonomy().skills[one].related.get(other) == "alternative"
    assert taxonomy().skills[other].related.get(one) == "alternative"


def test_who_works_with_a_database_of_sql_shows_sql() -> None:
    taxonomy = load_taxonomy()
    for skill_id in ("postgresql", "mysql", "mariadb", "sql-server", "oracle-database", "sqlite", "ibm-db2"):
        assert "sql" in taxonomy.ancestors(skill_id)


@pytest.mark.parametrize(
    ("tool", "shows", "never"),
    [
        ("firebase", "backend-as-a-service", "gcp"),
        ("looker", "data-visualization", "gcp"),
        ("google-ai-studio", "generative-ai", "gcp"),
        ("jira", "issue-tracking", "software-testing"),
        ("bugzilla", "issue-tracking", "software-testing"),
        ("team-foundation-server", "version-control", "azure"),
        ("azure-kinect", "computer-vision", "azure"),
        ("power-bi", "data-visualization", "machine-learning"),
        ("tableau", "data-visualization", "machine-learning"),
        ("qlik-sense", "data-visualization", "machine-learning"),
        ("dashboarding", "data-visualization", "machine-learning"),
        ("bitrise", "mobile-cicd", "sre"),
        ("bigquery", "gcp", "machine-learning"),
        ("xml", "data-serialization", "data-engineering"),
        ("json", "data-serialization", "data-engineering"),
        ("crystal-reports", "report-generators", "data-science"),
        ("client-management", "customer-service", "leadership"),
        ("cloud-cost-optimization", "cost-reduction", "leadership"),
    ],
)
def test_a_tool_shows_what_it_is_for_and_not_its_makers_cloud(tool: str, shows: str, never: str) -> None:
    above = taxonomy().ancestors(tool)
    assert shows in above
    assert never not in above
