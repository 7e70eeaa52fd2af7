"""An interview kit: chosen, timed, frozen, printed."""
