using System.Text.Json;

namespace Touchstone.Provenance.Identity;

// Members of a JSON object that may not be there or not of the kind wanted.
internal static class Json
{
    internal static JsonElement? Member(JsonElement of, string name) => of.TryGetProperty(name, out var member) ? member : null;

    // Throws InvalidOperationException for text that cannot be, as the reader of the whole expects.
    internal static string? Text(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
}
