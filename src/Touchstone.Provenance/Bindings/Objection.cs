namespace Touchstone.Provenance.Bindings;

// What speaks against a binding.
internal sealed record Objection(string Code, string Text);
