using System.Runtime.CompilerServices;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>The figures of provenance: status codes, signing, large files, agreement with the reference and the sources, speed, tampering, damage, fingerprints, residue.</summary>
public static class ProvenanceMeasure
{
    /// <summary>Takes the figures in order; each is handed out as soon as it is known.</summary>
    public static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sets = request.Data is { } folder ? CredentialVectors.FindAll(folder) : [];
        if (sets.Count == 0) yield return Figure.Skipped("agreement, tampering, damage, speed, residue", "no --data folder whose manifest.csv states reference verdicts (column ref_state_test)");
        if (request.Data is null) yield return Figure.Skipped("generator fingerprints", "no --data folder with an expected.csv or with photographs");
        foreach (var figure in StatusFigures.Measure(cancel)) yield return figure;
        foreach (var figure in SigningFigures.Measure(request, cancel)) yield return figure;
        foreach (var figure in LargeFileFigures.Measure(request, cancel)) yield return figure;
        foreach (var set in sets)
        {
            await foreach (var figure in AgreementFigures.MeasureAsync(set, cancel)) yield return figure;
            foreach (var figure in PaceFigures.Measure(set, request, cancel)) yield return figure;
            foreach (var figure in TamperFigures.Measure(set, cancel)) yield return figure;
            foreach (var figure in DamageFigures.Measure(set, request, cancel)) yield return figure;
        }
        await foreach (var figure in FingerprintFigures.MeasureAsync(sets, request, cancel)) yield return figure;
        foreach (var figure in ResidueFigures.Measure(sets, request.Data, cancel)) yield return figure;
    }
}
