using System.Text.Json;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Media;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>Where the trials of a calibration come from.</summary>
/// <param name="DataHash">SHA-256 of the data set's manifest, or of the trials where they stand alone, lower-case hexadecimal.</param>
/// <param name="TrialsHash">SHA-256 of the trials file it was fitted from.</param>
/// <param name="Split">The split it was fitted to.</param>
/// <param name="CheckSplit">The split it was checked on.</param>
/// <param name="EngineVersion">The engine that made the trials.</param>
public sealed record CalibrationSource(string DataHash, string TrialsHash, string Split, string CheckSplit, string EngineVersion);

/// <summary>A fitted calibration with all it comes from.</summary>
public sealed record CalibrationDocument
{
    /// <summary>Where the trials come from.</summary>
    public required CalibrationSource Source { get; init; }

    /// <summary>How it was fitted.</summary>
    public required FitTerms Terms { get; init; }

    /// <summary>Calibrators, at most one for each detector.</summary>
    public required IReadOnlyList<FittedCalibrator> Calibrators { get; init; }

    /// <summary>Fusions, at most one for each question.</summary>
    public required IReadOnlyList<FittedFusion> Fusions { get; init; }

    /// <summary>What routing by it was asked to promise, or null where nothing was asked.</summary>
    public required RoutingTerms? Routing { get; init; }

    /// <summary>What routing by it promises: thresholds chosen on the split to be checked on, at most one for each question.</summary>
    public required IReadOnlyList<Promise> Promises { get; init; }

    /// <summary>What could not be fitted, and why.</summary>
    public required IReadOnlyList<Refusal> Refused { get; init; }

    /// <summary>SHA-256 of the document with this member empty, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>What an examination applies.</summary>
    public Calibration ToCalibration() => new([.. Calibrators.Select(c => c.Calibrator)], [.. Fusions.Select(f => f.Model)]);
}

/// <summary>Calibrations as JSON files. The same trials and terms give the same bytes.</summary>
public static class CalibrationFile
{
    /// <summary>The most bytes a file may have.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>The file of a calibration.</summary>
    public static byte[] Write(CalibrationDocument document) => [.. CanonicalJson.Write(document), (byte)'\n'];

    /// <summary>The calibration of a file, from wherever it comes: rising and finite curves, known names, and the content that its hashes name.</summary>
    /// <exception cref="CalibrationException">It is none, or it is not what its hashes name.</exception>
    public static CalibrationDocument Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > MaximumBytes) throw Malformed($"it has more than {MaximumBytes:N0} bytes");
        CalibrationDocument document;
        try
        {
            document = CanonicalJson.Read<CalibrationDocument>(file);
        }
        catch (JsonException e)
        {
            throw Malformed(e.Message);
        }
        if (CurveRules.HasGap(document.Calibrators) || CurveRules.HasGap(document.Fusions) || CurveRules.HasGap(document.Promises) || CurveRules.HasGap(document.Refused)) throw Malformed("an entry is null");
        var errors = CurveRules.Errors(document.ToCalibration());
        errors = [.. errors, .. PointRules.Errors(document.Promises)];
        if (errors.Count > 0) throw Malformed(string.Join("; ", errors));
        if (Identify(document).Hash != document.Hash
            || document.Calibrators.Any(c => CalibratorFit.Identify(c.Calibrator, c.Kind).Id != c.Calibrator.Id)
            || document.Fusions.Any(f => FusionFit.Identify(f.Model).Id != f.Model.Id))
            throw new CalibrationException(Codes.CalibrationChanged, "The calibration is not what its hash names: it was changed after it was fitted.");
        return document;
    }

    internal static CalibrationDocument Identify(CalibrationDocument document) => document with { Hash = CanonicalJson.Hash(document with { Hash = "" }) };

    private static CalibrationException Malformed(string why) => new(Codes.CalibrationMalformed, $"The file is no calibration: {why.TrimEnd('.')}.");
}

/// <summary>Something cannot be calibrated, or a calibration file cannot be used.</summary>
/// <param name="code">One of <see cref="Codes"/>.</param>
/// <param name="message">Why, and what would be needed.</param>
public sealed class CalibrationException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="Codes"/>.</summary>
    public string Code { get; } = code;
}
