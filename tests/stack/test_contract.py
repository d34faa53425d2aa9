"""Every flow of the public contract, through API Gateway, one process per route and nobody's rights but its own."""

from __future__ import annotations

from tests.e2e import test_contract, test_contract_rules

# A flow that is added there runs here without a word.
for flows in (test_contract, test_contract_rules):
    globals().update({name: test for name, test in vars(flows).items() if name.startswith("test_")})
