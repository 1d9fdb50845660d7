using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>The codes by which the reference (c2pa-rs 0.91) names faults that the specification gives another code; found by validating the same files with both.</summary>
internal static class ReferenceDialect
{
    private static readonly Dictionary<string, string> _names = new()
    {
        [Code.AssertionBoxesHashUnknownBox] = Code.AssertionBoxesHashMismatch,
        [Code.AssertionDataHashMalformed] = Code.AssertionDataHashMismatch,
        [Code.AssertionActionRedactionMismatch] = Code.AssertionNotRedacted,
    };

    internal static Status Of(Status status) => _names.TryGetValue(status.Code, out var name) ? status with { Code = name } : status;
}
