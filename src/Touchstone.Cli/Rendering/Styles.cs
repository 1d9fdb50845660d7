using Spectre.Console;
using Touchstone.Engine;
using Touchstone.Engine.Decisions;

namespace Touchstone.Cli.Rendering;

/// <summary>The few looks there are. Colour only repeats what a word says: orange for manipulation, blue for authenticity.</summary>
internal static class Styles
{
    internal static Style Quiet { get; } = new(decoration: Decoration.Dim);

    internal static Style Strong { get; } = new(decoration: Decoration.Bold);

    internal static Style Against { get; } = new(foreground: Color.DarkOrange, decoration: Decoration.Bold);

    internal static Style For { get; } = new(foreground: Color.DodgerBlue1, decoration: Decoration.Bold);

    internal static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Clear => "clear",
        Outcome.Review => "review",
        Outcome.Flag => "flag",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    internal static string Marked(Examination examination) => examination.Fault is not null ? "[bold]not examined[/]" : examination.Decision.Outcome switch
    {
        Outcome.Clear => "[bold dodgerblue1]clear[/]",
        Outcome.Review => "[bold]review[/]",
        Outcome.Flag => "[bold darkorange]flag[/]",
        _ => throw new ArgumentOutOfRangeException(nameof(examination)),
    };
}
