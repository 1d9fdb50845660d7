using System.Reflection;
using System.Text.Json;
using Touchstone.Media;
using Touchstone.Workbench.Documents;

namespace Touchstone.Workbench.Rates;

/// <summary>Tables of error rates as JSON files, one line a cell.</summary>
public static class ErrorRateFile
{
    /// <summary>The most bytes a file may have.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(ExaminationJson.Complete) { RespectNullableAnnotations = true, AllowDuplicateProperties = false };

    private static readonly Lazy<ErrorRates?> _shipped = new(LoadShipped);

    /// <summary>The table that travels with this program (models/error-rates); null where it was built without one.</summary>
    public static ErrorRates? Shipped => _shipped.Value;

    /// <summary>The file of a table; the same table gives the same bytes.</summary>
    public static byte[] Write(ErrorRates rates)
    {
        // A quotation mark within a name is escaped, so that this stands at the start of a cell alone.
        var text = JsonSerializer.Serialize(rates, Json).Replace("{\"detector\":", "\n{\"detector\":", StringComparison.Ordinal);
        return System.Text.Encoding.UTF8.GetBytes(text + "\n");
    }

    /// <summary>The table of a file, from wherever it comes.</summary>
    /// <exception cref="ErrorRateException">It is none, or its numbers cannot be.</exception>
    public static ErrorRates Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > MaximumBytes) throw Malformed($"it has more than {MaximumBytes:N0} bytes");
        try
        {
            var rates = JsonSerializer.Deserialize<ErrorRates>(file, Json) ?? throw Malformed("there is nothing in it");
            if (rates.Cells.FirstOrDefault(c => c.Manipulated.Values.Append(c.Authentic).Any(n => !IsPossible(n))) is { } cell) throw Malformed($"counts of {cell.Detector} on {cell.Cell} cannot be");
            return rates with { Sha256 = Media.Sha256.Of(file.ToArray()).Hex };
        }
        catch (JsonException e)
        {
            throw Malformed(e.Message);
        }
    }

    private static bool IsPossible(RateCount count) =>
        count is { Files: >= 0, Silent: >= 0, Events: >= 0 } && count.Events <= count.Files && count.Groups >= 0 && count.Groups <= count.Files
        && count.Lower >= 0 && count.Upper <= 1 && (count.Files == 0 || (count.Lower <= count.Rate && count.Rate <= count.Upper)) && (!count.Told || count.Groups >= ErrorRates.FewestGroups);

    private static ErrorRates? LoadShipped()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("model/error-rates.json");
        if (stream is null) return null;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Read(memory.ToArray());
    }

    private static ErrorRateException Malformed(string why) => new(Codes.RatesMalformed, $"The file is no table of error rates: {why.TrimEnd('.')}.");
}

/// <summary>A table of error rates cannot be made or read.</summary>
/// <param name="code">One of <see cref="Codes"/>.</param>
/// <param name="message">Why.</param>
public sealed class ErrorRateException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="Codes"/>.</summary>
    public string Code { get; } = code;
}
