using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Estimates;
using Touchstone.Provenance;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>How often the verdict is the reference's (policy reference) and the sources' own (policy strict); every miss is a row.</summary>
internal static class AgreementFigures
{
    internal static async IAsyncEnumerable<Figure> MeasureAsync(CredentialVectors set, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var profile in CredentialVectors.Profiles.Where(set.HasProfile))
        {
            var taken = Take(set, profile, cancel);
            CredentialVector[] items = [.. taken.Keys.Where(v => !v.IsIdentityOnly)];
            var agreed = items.Count(v => Agrees(v, taken[v], profile));
            yield return new Figure($"{set.Name}: class agreement with c2pa-rs, profile {profile}", Rate.Of(agreed, items.Length), Target.NoLessThan(profile == "test" ? 1 : 0.99), "policy reference; identity-only cases apart");
            foreach (var miss in items.Where(v => !Agrees(v, taken[v], profile)))
                yield return new Figure($"  {Short(miss)}", Estimate.Point(0, 1), null, $"reference {miss.ReferenceState[profile]}, here {taken[miss].State}: {taken[miss].Summary}");
            if (profile != "test") continue;
            foreach (var figure in Identity(set, taken)) yield return figure;
            foreach (var figure in Codes(set, taken)) yield return figure;
        }
        foreach (var figure in Stated(set, cancel)) yield return figure;
        await Task.CompletedTask;
    }

    private static Dictionary<CredentialVector, ProvenanceReport> Take(CredentialVectors set, string profile, CancellationToken cancel) =>
        set.Items.Where(v => v.ReferenceState.ContainsKey(profile)).ToDictionary(v => v, v => Examine(v, set.Options(v, profile, ValidationPolicy.Reference), cancel));

    private static ProvenanceReport Examine(CredentialVector vector, ValidationOptions options, CancellationToken cancel)
    {
        using var stream = File.OpenRead(vector.Path);
        return CredentialValidator.Validate(AssetBytes.Of(stream), options, cancel: cancel);
    }

    private static bool Agrees(CredentialVector vector, ProvenanceReport report, string profile) =>
        CredentialVectors.ClassOf(report.State) == CredentialVectors.ClassOf(vector.ReferenceState[profile]);

    private static IEnumerable<Figure> Identity(CredentialVectors set, Dictionary<CredentialVector, ProvenanceReport> taken)
    {
        CredentialVector[] items = [.. taken.Keys.Where(v => v.IsIdentityOnly)];
        yield return new Figure($"{set.Name}: identity-only cases whose state an identity assertion decided", Rate.Of(items.Count(v => taken[v].State is CredentialState.Invalid or CredentialState.Unreadable), items.Length), Target.NoMoreThan(0));
    }

    private static IEnumerable<Figure> Codes(CredentialVectors set, Dictionary<CredentialVector, ProvenanceReport> taken)
    {
        CredentialVector[] items = [.. taken.Keys.Where(v => v.Failures is not null)];
        var equal = items.Count(v => Ours(taken[v]).SetEquals(Theirs(v)));
        yield return new Figure($"{set.Name}: failure-code sets equal to c2pa-rs, profile test", Rate.Of(equal, items.Length), Target.NoLessThan(0.95), "active manifest and deltas; files on which the reference stops with an error apart");
        foreach (var miss in items.Where(v => !Ours(taken[v]).SetEquals(Theirs(v))))
            yield return new Figure($"  {Short(miss)}", Estimate.Point(0, 1), null, $"reference {{{string.Join(", ", Theirs(miss))}}}, here {{{string.Join(", ", Ours(taken[miss]))}}}");
    }

    // The written mapping: identity codes stand on an axis of their own; every other code is compared as it is.
    private static SortedSet<string> Theirs(CredentialVector vector) =>
        new(vector.Failures!.Where(c => !c.Contains("cawg.", StringComparison.Ordinal)), StringComparer.Ordinal);

    private static SortedSet<string> Ours(ProvenanceReport report) => new(
        report.Active.Where(s => s.Kind == StatusKind.Failure).Select(s => s.Code)
            .Concat(report.Deltas.SelectMany(d => d.Statuses).Where(s => s.Kind == StatusKind.Failure).Select(s => $"delta:{s.Code}")), StringComparer.Ordinal);

    private static IEnumerable<Figure> Stated(CredentialVectors set, CancellationToken cancel)
    {
        var items = set.Items.Where(v => v.StatedState.Length + v.StatedCodes.Length > 0).ToDictionary(v => v, v => Examine(v, set.Options(v, "test", ValidationPolicy.Strict), cancel));
        var agreed = items.Count(i => Fits(i.Key, i.Value));
        yield return new Figure($"{set.Name}: verdicts stated by the sources, policy strict", Rate.Of(agreed, items.Count), Target.NoLessThan(1), "trusted, untrusted (valid, unlisted), invalid, no-errors-reported, no-manifest; a code of an identity assertion");
        foreach (var (vector, report) in items.Where(i => !Fits(i.Key, i.Value)))
            yield return new Figure($"  {Short(vector)}", Estimate.Point(0, 1), null, $"stated {vector.StatedState}{vector.StatedCodes}, here {(vector.StatedState.Length > 0 ? $"{report.State}: {report.Summary}" : string.Join(", ", report.Identities.SelectMany(i => i.Statuses).Select(s => s.Code).Distinct()))}");
    }

    private static bool Fits(CredentialVector vector, ProvenanceReport report) => vector.StatedState switch
    {
        "trusted" => report.State == CredentialState.Trusted,
        "untrusted" => report.State == CredentialState.Valid,
        "invalid" => report.State == CredentialState.Invalid && (vector.StatedCodes.Length == 0 || vector.StatedCodes.Split('|').Any(c => Ours(report).Any(o => o == c || o == $"delta:{c}"))),
        "no-errors-reported" => report.State is CredentialState.Valid or CredentialState.Trusted,
        "no-manifest" => report.State == CredentialState.None,
        // Sources of identity assertions state codes alone; any one of several spellings counts.
        "" => vector.StatedCodes.Split('|').Intersect(report.Identities.SelectMany(i => i.Statuses).Select(s => s.Code), StringComparer.Ordinal).Any(),
        _ => false,
    };

    private static string Short(CredentialVector vector) => vector.Name.StartsWith("files/", StringComparison.Ordinal) ? vector.Name[6..] : vector.Name;
}
