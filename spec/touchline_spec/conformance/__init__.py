"""The conformance kit: rules, vectors, and what drives producers, validators, collectors and forwarders with them."""
