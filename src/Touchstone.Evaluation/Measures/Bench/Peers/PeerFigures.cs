using System.Diagnostics;
using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Evaluation.Estimates;
using Touchstone.Media;
using Touchstone.Provenance;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>The detectors of the bench beside the same methods written with NumPy, SciPy and OpenCV: the same views of the same pictures in the same run.</summary>
internal static class PeerFigures
{
    private const double LeastRatio = 3;

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<PeerCase> cases = [new SavedTwice(), new GridVotes(), new Ghosts(), new NoiseLevels(), new UnlikePart(), new SensorNoise()];
        if (await BenchMosaic.LayAsync(request, CopiedPart.Across, CopiedPart.Down, cancel) is { } mosaic) cases.Add(new CopiedPart(mosaic));
        foreach (var pair in cases)
        {
            if (!request.WantsCondition(pair.Detector)) continue;
            var name = $"{pair.Detector}, {pair.Width * (long)pair.Width * 3 / 4 / 1e6:0.#} MP: {pair.Peer} / ours, time";
            using var peer = NumpyPeer.Start(pair.Script, pair.Modules, request.Scratch);
            if (peer is null)
            {
                yield return Figure.Skipped(name, $"Debian's Python packages for '{pair.Modules}' are not installed", Target.NoLessThan(LeastRatio));
                continue;
            }
            request.Progress($"{pair.Detector} beside {pair.Peer}");
            // The first picture pays for compilation and is asked again.
            var met = await Task.Run(() => Enumerable.Range(0, pair.Pictures).Prepend(0).Select(n => Meet(pair, peer, n, cancel)).Skip(1).ToList(), cancel);
            double[] ratios = [.. met.Select(m => m.TheirMs / m.OurMs).Order()];
            yield return new Figure(name, new Estimate(ratios[ratios.Length / 2], ratios[0], ratios[^1], ratios.Length), Target.NoLessThan(LeastRatio), $"views to finding, warm; ours {met.Min(m => m.OurMs):0} ms, peer {met.Min(m => m.TheirMs):0} ms at best; interval = least and most");
            yield return Right($"{pair.Detector}: {pair.What} right, of those named", met.SelectMany(m => m.Ours));
            yield return Right($"{pair.Detector}, {pair.Peer}: {pair.What} right, of those named", met.SelectMany(m => m.Theirs));
        }
    }

    private static Figure Right(string name, IEnumerable<bool?> answers)
    {
        var all = answers.ToList();
        return new Figure(name, Rate.Of(all.Count(a => a == true), all.Count(a => a is not null)), null, $"{all.Count} asked");
    }

    private static Meeting Meet(PeerCase pair, NumpyPeer peer, int number, CancellationToken cancel)
    {
        var detector = DetectorCatalog.All.Single(d => d.Id == pair.Detector);
        if (!Intake.TryOpen("made", pair.Make(number), Limits.Default, out var specimen, out var fault, cancel)) throw new InvalidDataException(fault.Message);
        using (specimen)
        {
            // Views are read before the clock runs: the peer is given them, too.
            if (!specimen.Luma.TryGet(out _, out fault)) throw new InvalidDataException(fault.Message);
            if (specimen.Format == MediaFormat.Jpeg && !specimen.Coefficients.TryGet(out _, out fault)) throw new InvalidDataException(fault.Message);
            var request = pair.Request(peer, specimen);
            var circumstances = pair.Under(new Circumstances(new ValidationOptions { At = DateTimeOffset.UnixEpoch }));
            var clock = Stopwatch.StartNew();
            var finding = detector.Examine(specimen, circumstances, cancel);
            var took = clock.Elapsed.TotalMilliseconds;
            var answer = peer.Ask(request);
            return new Meeting(took, (double)answer["ms"]!, pair.Ours(number, finding), pair.Theirs(number, answer));
        }
    }

    private sealed record Meeting(double OurMs, double TheirMs, IReadOnlyList<bool?> Ours, IReadOnlyList<bool?> Theirs);
}
