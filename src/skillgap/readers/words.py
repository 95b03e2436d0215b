"""Word lists that cleaning needs; data, in plain Python because the reading process must start fast."""

from __future__ import annotations

KEEP_HYPHEN = frozenset(
    """
    ai all anti api attention audio award back bare best bi bottom built business by client close cloud co column
    cost cpu cross customer cutting data day decision deep detail domain double down drag drop e early easy end
    error event ex face fast fault feature few field fifth fine first five fixed follow four fourth front full
    future go goal good gpu gradient half hand hands hard hardware heavy high higher home house human image in
    industry instruction inter key large last latency lead left life light line llm load long loop low lower machine
    main man market memory mid mission mixed ml mobile model multi near new next node non object off on one open out
    over own page parameter part peer performance policy post pre price privacy pro problem product production
    program query quick re read ready real record resource result results retrieval right risk role row rule run
    safety second self semi server service seven short side single six skill small so socio soft software solution
    speech speed stand start state step stepped sub super tail task team tech ten test text third three time to
    token tool top total trade tree two type up user value vice video vision wait web well wi wide word work world
    write year zero
    """.split()
)
"""First parts whose hyphen is a real one at a line end ("self-|supervised", "end-to-|end")."""

CAMEL_NAMES = frozenset(
    "TensorFlow PyTorch PostgreSQL JavaScript TypeScript CoffeeScript ActionScript GitHub GitLab BitBucket MongoDB "
    "LinkedIn MySQL PowerPoint PowerShell CloudFormation CloudWatch BigQuery FastAPI OpenCV OpenCL OpenGL OpenAPI "
    "OpenShift OpenStack OpenMP OpenAI DynamoDB XGBoost LightGBM CatBoost GraphQL NumPy SciPy LangChain LangGraph "
    "LlamaIndex SageMaker CircleCI TeamCity DevOps MLOps DataOps AIOps LLMOps FinOps DataFrame DataFrames DataBricks "
    "SparkSQL PySpark ClickHouse CockroachDB InfluxDB RabbitMQ ActiveMQ ZeroMQ ElasticSearch OpenSearch RedShift "
    "SnowFlake IntelliJ PyCharm PyTest JUnit TestNG NodeJS NextJS VueJS ReactJS AngularJS WebSocket WebAssembly "
    "WebGL WebGPU WordPress WooCommerce SharePoint SalesForce HubSpot ServiceNow BigTable CosmosDB MariaDB SQLAlchemy "
    "GeoPandas GeoServer ArcGIS QGIS SolidWorks AutoCAD LabVIEW MatLab SimuLink TensorRT TensorBoard CuDNN DeepSpeed "
    "HuggingFace DeepMind AlphaFold YouTube FaceBook WhatsApp McKinsey JetBrains StackOverflow HackerRank LeetCode "
    "TopCoder KubeFlow KubeCon MLflow AirFlow AirByte OpenTelemetry NewRelic DataDog PagerDuty SonarQube ArgoCD "
    "MicroServices BackEnd FrontEnd FullStack DataBase DataSet DataSets WorkFlow WorkFlows".lower().split()
)
"""Names with a capital inside, in small letters: cut before the capital, they lose the hyphen again."""

LIGATURE_WORDS = tuple(
    """
    abilities ability accreditation acquisition action actions activation active activities activity adaptation
    administration admission affairs affiliate affiliated affiliation agentic aggregation algorithmic allocation
    analytic analytical analytics annotation application applications architecting arithmetic artificial assistant
    association attained attended attention attribute attributes attribution augmentation authentication authorization
    automated automatic automatically automating automation benchmarking beneficial benefit benefits budgeting
    calculation calibration certificate certificates certification certifications certified clarification classification
    classifier classifiers cognitive collaboration collaborative collection committed committee committing communication
    communications compatible competition competitive compilation computation computational confidence confidential
    configuration configurations configure configured confluence connection consolidation constitution construction
    consultation consulting containerization continuing continuous continuously contribution contributions convolutional
    coordination creation creative critical customization cutting-edge cybersecurity dataflow datasheet decomposition
    dedicated deduplication deficit define defined defining definition deflection degradation derivation description
    descriptive detection diagnostic difference different differential difficult diffusion digitalization digitization
    dimension direction distributed distribution documentation domestic drafting dramatically editing edition editorial
    education educational effect effective effectively effects efficiency efficient efficiently effort efforts elastic
    elasticsearch elimination empathetic enthusiastic entities estimated estimation evaluation evolution exception
    execution executive existing expectation expectations expedition experimentation explanation exploitation
    exploration extraction fabrication facilitation fantastic fidelity field fields fifteen fifty file files filter
    filtering filters final finance financial find finding findings fine finite firmware first fiscal fit fitness fitted
    five fix fixed fixing flag flash flask fleet flexibility flexible flight float flow flows fluency fluent fluid
    flutter formation formulation foundation fraction function functional functions generation generative genetic
    getting gift graduated graduation graphic high-fidelity identification identified identify identifying identity
    illustration imitation implementation implementations implementing infiniband infinite inflation inflow influence
    influenced information initial initiated initiation initiative initiatives innovation innovative inspection
    installation institute institution institutional instruction integrated integrating integration integrations
    intellectual interaction interactive intermittent international interpretation intuition investigating investigation
    iterative justification kaggle latency-sensitive latitude latitudes leadership left legislative lifting linguistics
    liquid literature localization location logistic logistics maintaining maintenance marketing mathematical
    mathematics maturity meeting mentioning microsoft migration migrations mitigation modification motivated motivation
    multi-tier multiplication multithreaded native natively navigation negotiation notebook notification notifications
    nutrition nutritional objective objectives observation offer offered office officer official offline often operating
    operation operational operationalization operations optics optimal optimisation optimization optimizations optimize
    optimized optimizer optimizing option options orchestration organisation organization organizational orientation
    participated participation partition partitioning patent pattern patterns perfect personification plastic platform
    platforms plotly politics position positions positive postgraduate practical practice practices prediction
    predictions predictive presentation presentations prevention printing priorities prioritization priority production
    productive productivity proficiency proficient profile profiler profiles profiling profit profitable prohibitive
    promotion proposition prototype prototyping publication publications putting qualification qualifications qualified
    qualitative quantification quantitative quantities quantization question questions ratification ratio realization
    recognition recommendation recommendations redefined reduction refactoring refine refined refinement reflect
    registration regulation reinforced reinforcement relation relational relations relationship relationships
    replication reporting representation reputation resolution restoration retention retrospective reunification robotic
    robotics routine routing satisfaction scalability scheduling science scientific scientist scientists scripting
    section segmentation selection semantic sensitive sensitivity sentiment setting setting-up settings shift shifted
    shifting sift significant significantly simplification simplified simulation simulations situation skill software
    solution solutions specialization specific specification specifications specificity specified splitting sprint staff
    staffing static station statistic statistical statistically statistics stiffness strategic strategies strategy
    stratified streaming substantial sufficient suffix supporting sustainability swift synthetic tableau tactics
    tailoring technician tensorflow tertiary testify testimonial testing theoretic therapeutic ticket tickets tidy tier
    tiered time timeline timely times title traffic training transaction transactions transfer transformation transition
    translation triaging troubleshooting tuning ultimate unification unified units university untitled utilities utility
    utilization vacation validated validation variation ventilation verification verified verify versatile vertical
    visualization visualizations vocational waterfall workflow workflows writing written
    """.split()
)
"""Words of resumes that hold fi, fl, ff, ffi, ti, tt, ft or tf, to mend them when a font has lost those glyphs."""
