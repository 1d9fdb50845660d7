namespace Touchstone.Evaluation.GateReports;

/// <summary>A piece of a report; the same pieces become HTML and Markdown.</summary>
internal abstract record ReportBlock;

/// <summary>A heading.</summary>
internal sealed record HeadingBlock(int Level, string Text) : ReportBlock;

/// <summary>A paragraph; small ones explain, the others are said.</summary>
internal sealed record TextBlock(string Text, bool Small = false) : ReportBlock;

/// <summary>The outcome in a word, and one sentence.</summary>
internal sealed record OutcomeBlock(string Word, string Look, string Sentence) : ReportBlock;

/// <summary>Sentences under each other.</summary>
internal sealed record ListBlock(IReadOnlyList<string> Items) : ReportBlock;

/// <summary>Names and values.</summary>
internal sealed record PairsBlock(string Caption, IReadOnlyList<(string Name, string Value)> Pairs) : ReportBlock;

/// <summary>A table; a heading that begins with "#" is one of numbers.</summary>
internal sealed record TableBlock(string Caption, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock
{
    /// <summary>Shown only when asked for, on a screen.</summary>
    internal bool IsFolded { get; init; }
}

/// <summary>Plots beside each other.</summary>
internal sealed record PlotsBlock(IReadOnlyList<PlotFile> Plots) : ReportBlock;

/// <summary>A plot.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Caption">What it shows, for those who do not see it too.</param>
/// <param name="Svg">The plot.</param>
internal sealed record PlotFile(string Name, string Caption, byte[] Svg);
