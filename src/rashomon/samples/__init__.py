"""The sample pile that `rashomon demo` builds: reports of our own on an incident that never was."""
