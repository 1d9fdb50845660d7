using System.Globalization;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>Single results as text files in the folder that a person asked for with --out; without one nothing is written.</summary>
internal static class BenchTable
{
    /// <summary>Appends one line to a file.</summary>
    internal static void Add(MeasureRequest request, string file, FormattableString line) => Add(request, file, line.ToString(CultureInfo.InvariantCulture));

    private static void Add(MeasureRequest request, string file, string line)
    {
        if (request.Out is { } folder) File.AppendAllText(Path.Combine(folder, file), line + "\n");
    }
}
