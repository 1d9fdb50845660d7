using System.Globalization;
using Touchstone.Engine.Findings;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>How layer and evidence are shown together.</summary>
public enum Comparing
{
    /// <summary>One of them.</summary>
    Off,
    /// <summary>Beside each other.</summary>
    Side,
    /// <summary>The layer from a line on.</summary>
    Swipe,
    /// <summary>In turn.</summary>
    Blink,
}

/// <summary>What a person looks at, as the address of the page holds it: a link shows a colleague the same.</summary>
public sealed record ViewState
{
    /// <summary>The evidence itself, as layer.</summary>
    public const string Original = "";

    // The picture below is read through it; a map as a cover hides what it is about.
    private const int FirstOpacity = 35;

    private const double LongestTime = 1e6;

    /// <summary>The question whose findings are shown, or null for all.</summary>
    public Question? Question { get; init; }

    /// <summary>Detector of the chosen finding, or null.</summary>
    public string? Finding { get; init; }

    /// <summary>Which of its maps.</summary>
    public int Map { get; init; }

    /// <summary>View and picture, "view/name"; "" for the evidence.</summary>
    public string Layer { get; init; } = Original;

    /// <summary>How they are compared.</summary>
    public Comparing Compare { get; init; }

    /// <summary>Whether the finding's map and marks are drawn.</summary>
    public bool Overlay { get; init; } = true;

    /// <summary>How much the map covers, 0 to 100 %.</summary>
    public int Opacity { get; init; } = FirstOpacity;

    /// <summary>Moment of a video that is shown, seconds; null for its beginning.</summary>
    public double? At { get; init; }

    /// <summary>What the right column shows.</summary>
    public string Panel { get; init; } = Panels.Finding;

    /// <summary>Reads an address; what it does not say, or says wrongly, is the default.</summary>
    public static ViewState Of(Func<string, string?> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new ViewState
        {
            Question = Enum.TryParse<Question>(query("question"), true, out var question) && Enum.IsDefined(question) ? question : null,
            Finding = query("finding"),
            Map = int.TryParse(query("map"), NumberStyles.None, CultureInfo.InvariantCulture, out var map) ? Math.Min(map, 64) : 0,
            Layer = query("layer") ?? Original,
            Compare = Enum.TryParse<Comparing>(query("compare"), true, out var compare) && Enum.IsDefined(compare) ? compare : Comparing.Off,
            Overlay = query("overlay") != "off",
            Opacity = int.TryParse(query("opacity"), NumberStyles.None, CultureInfo.InvariantCulture, out var opacity) ? Math.Clamp(opacity, 0, 100) : FirstOpacity,
            At = double.TryParse(query("at"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var at) && at <= LongestTime ? at : null,
            Panel = Panels.All.Contains(query("panel")) ? query("panel")! : Panels.Finding,
        };
    }

    /// <summary>The part of the address after "?"; defaults are left out.</summary>
    public string ToQuery()
    {
        (string Name, string? Value)[] parts =
        [
            ("question", Question?.ToString().ToLowerInvariant()), ("finding", Finding), ("map", Map == 0 ? null : Map.ToString(CultureInfo.InvariantCulture)),
            ("layer", Layer.Length == 0 ? null : Layer), ("compare", Compare == Comparing.Off ? null : Compare.ToString().ToLowerInvariant()),
            ("overlay", Overlay ? null : "off"), ("opacity", Opacity == FirstOpacity ? null : Opacity.ToString(CultureInfo.InvariantCulture)), ("at", At is { } at ? at.ToString("0.###", CultureInfo.InvariantCulture) : null), ("panel", Panel == Panels.Finding ? null : Panel),
        ];
        return string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }
}

/// <summary>What the right column of a case can show.</summary>
internal static class Panels
{
    public const string Finding = "finding", Metadata = "metadata", Container = "container", Provenance = "provenance", Similar = "similar", Journal = "journal", Notes = "notes", Geometry = "geometry", Report = "report", Access = "access";

    public static IReadOnlyList<string> All { get; } = [Finding, Metadata, Container, Provenance, Similar, Journal, Notes, Geometry, Report, Access];
}
