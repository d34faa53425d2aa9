"""Chalice's own SAM template of the app, without its package: that is ours."""

from __future__ import annotations

import copy
import os
from pathlib import Path
from typing import Any

from infrastructure.packaging.target import ARCHITECTURE, RUNTIME

Resource = dict[str, Any]

STAGE = "prod"
LAYER = "ManagedLayer"
CODE = "./code.zip"
LIBRARIES = "./libraries.zip"


def described(project: Path) -> Resource:
    """What `chalice package` would write for the app in `project`, pointing to our archives and our runtime."""
    # Chalice asks for a region though it calls nothing.
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    from chalice.cli.factory import CLIFactory
    from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
    from chalice.package import ResourceBuilder, SAMTemplateGenerator

    factory = CLIFactory(str(project), debug=False, profile=None, environ=os.environ)
    config = factory.create_config_obj(STAGE)
    builder = ResourceBuilder(ApplicationGraphBuilder(), DependencyBuilder(), _stage())
    resources = builder.construct_resources(config, STAGE)
    return _ours(SAMTemplateGenerator(config, factory.create_package_options()).generate(resources))


def _stage() -> Any:
    """Chalice's build without the steps that write archives and policies."""
    from chalice.deploy.deployer import BuildStage, InjectDefaults, SwaggerBuilder
    from chalice.deploy.swagger import CFNSwaggerGenerator

    return BuildStage(steps=[InjectDefaults(), SwaggerBuilder(swagger_generator=CFNSwaggerGenerator())])


def _ours(template: Resource) -> Resource:
    found = copy.deepcopy(template)
    for resource in found["Resources"].values():
        told = resource["Properties"]
        if resource["Type"] == "AWS::Serverless::Function":
            told |= {"CodeUri": CODE, "Runtime": RUNTIME, "Architectures": [ARCHITECTURE]}
            # It names Chalice's version and the stage it was made in.
            del told["Tags"]
    libraries = found["Resources"][LAYER]["Properties"]
    libraries |= {
        "ContentUri": LIBRARIES,
        "LayerName": {"Fn::Sub": "${AWS::StackName}-libraries"},
        "CompatibleRuntimes": [RUNTIME],
        "CompatibleArchitectures": [ARCHITECTURE],
        # Functions that use a version go on with it; SAM would keep each one for ever.
        "RetentionPolicy": "Delete",
    }
    return found
