namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>Every rule, in the order hits are reported.</summary>
public static class RuleList
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<MetadataRule> All { get; } = [.. PreviewRules.All, .. DeviceRules.All, .. TimeRules.All, .. PlaceRules.All, .. OriginRules.All];
}
