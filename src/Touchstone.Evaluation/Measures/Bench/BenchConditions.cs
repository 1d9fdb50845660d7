using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Perturbations.Image;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>Every condition of the bench, with what must be reached in it. An explicit list: a further manipulation is one line.</summary>
internal static class BenchConditions
{
    private const string Copies = "CopyMove", Keypoints = "KeypointCopies", Double = "DoubleJpeg", Grid = "JpegGrid", Any = BenchDetectors.Any;
    private const double FalseShare = 0.01;

    private static readonly BenchTarget[] _turned = [new(Copies, 0.8, 0.65), new(Keypoints, 0.8, 0.65)];

    internal static IReadOnlyList<BenchCondition> All { get; } =
    [
        Splice("q60→q90", 60, null, 90, new BenchTarget(Double, 0.85, 0.75)),
        Splice("q75→q90", 75, null, 90, new BenchTarget(Double, 0.85, 0.75)),
        Splice("q75→q95", 75, null, 95, new BenchTarget(Double, 0.85, 0.75)),
        Splice("q85→q95", 85, null, 95, new BenchTarget(Double, 0.85, 0.75)),
        Splice("q95→q75", 95, null, 75),
        Splice("host q90, paste q60, →q95", 90, 60, 95, new BenchTarget(Double, 0.85, 0.75)),
        Splice("host as it is, paste q70, →q95", null, 70, 95),
        new("double save, clean, q60→q90", false, e => Twice(e, 60, 90)) { Targets = [new BenchTarget(Double, 0.85, 0.75)] },
        new("double save, clean, q85→q95", false, e => Twice(e, 85, 95)) { Targets = [new BenchTarget(Double, 0.85, 0.75)] },
        Cropped("q60→q90", 60, 90), Cropped("q75→q90", 75, 90), Cropped("q75→q95", 75, 95), Cropped("q85→q95", 85, 95),
        CroppedTwin("q60→q90", 60, 90), CroppedTwin("q75→q95", 75, 95), CroppedTwin("q85→q95", 85, 95), CroppedTwin("q95→q75", 95, 75),
        Twin("q60→q90", 60, 90), Twin("q75→q90", 75, 90), Twin("q85→q95", 85, 95), Twin("q95→q75", 95, 75),
        // A quarter of the camera saves at hand are q95 or finer: under a last save of q95 nothing of them is left to find, so no share is asked for.
        Foreign("camera save, last save q98", null, 98),
        Foreign("camera save, last save q95", null, 95),
        Foreign("paste q90, last save q98", 90, 98, new BenchTarget(Grid, 0.95), new BenchTarget(Any, 0.95)),
        Foreign("paste q90, last save q95", 90, 95, new BenchTarget(Grid, 0.5), new BenchTarget(Any, 0.5)),
        Foreign("paste q85, last save q98", 85, 98, new BenchTarget(Grid, 0.95), new BenchTarget(Any, 0.95)),
        Foreign("paste q85, last save q95", 85, 95, new BenchTarget(Grid, 0.5), new BenchTarget(Any, 0.5)),
        new("grid: authentic, last save q98", true, e => Untouched(e, true, 98)) { Targets = [new BenchTarget(Grid, FalseShare), new BenchTarget(Any, FalseShare)] },
        new("grid: authentic, last save q95", true, e => Untouched(e, true, 95)) { Targets = [new BenchTarget(Grid, FalseShare), new BenchTarget(Any, FalseShare)] },
        new("grid: authentic, cropped off the grid, q98", true, e => Untouched(e, false, 98)) { Targets = [new BenchTarget(Grid, FalseShare), new BenchTarget(Any, FalseShare)] },
        Copy("plain", _ => (0, 1), new BenchTarget(Copies, 0.95, 0.8)),
        Copy("turned 20° and scaled 1.1", _ => (20, 1.1), _turned),
        Copy("turned by 0–180°", c => (180 * c.NextUnit(), 1), _turned),
        Copy("scaled by 0.5–2", c => (0, 0.5 * Math.Pow(4, c.NextUnit())), _turned),
        // What happens to such a picture afterwards; no share is asked for.
        AfterCopy("then q70", 1, 70), AfterCopy("then q80", 1, 80), AfterCopy("then q95", 1, 95),
        AfterCopy("then resized 0.5, q90", 0.5, 90), AfterCopy("then resized 0.75, q90", 0.75, 90), AfterCopy("then resized 1.5, q90", 1.5, 90),
        new("copy-move: authentic, q90", true, e => Untouched(e, true, 90)) { Targets = [new BenchTarget(Copies, 0) { Pictures = 200 }, new BenchTarget(Keypoints, 0) { Pictures = 200 }], Share = 2.5 },
        Scaled("enlarged by 1.2–1.9", null, c => 1.2 * Math.Pow(1.9 / 1.2, c.NextUnit())),
        Scaled("enlarged by 1.2–1.9", 95, c => 1.2 * Math.Pow(1.9 / 1.2, c.NextUnit())),
        Scaled("enlarged by 1.2–1.9", 90, c => 1.2 * Math.Pow(1.9 / 1.2, c.NextUnit())),
        Scaled("made smaller by 0.6–0.9", 95, c => 0.6 * Math.Pow(1.5, c.NextUnit())),
        Catalogued("removal-exemplar", 90), Catalogued("local-resampling", 95), Catalogued("retouch-smooth", 95),
        Filtered("blurred by σ 1", 95, p => PixelFilters.Blur(p, 1)), Filtered("blurred by σ 2", 95, p => PixelFilters.Blur(p, 2)), Filtered("blurred by σ 2", 85, p => PixelFilters.Blur(p, 2)),
        Filtered("sharpened by 1", 95, p => PixelFilters.Sharpen(p, 1, 1)),
        new("paste without any history, q95", false, Historyless),
    ];

    private static BenchCondition Splice(string name, int? host, int? paste, int last, params BenchTarget[] targets) => new("splice " + name, false, e =>
    {
        if (BenchEdits.Host(e.Host, e.Chance) is not { } picture) return null;
        var (image, mask, note) = BenchEdits.Paste(host is { } h ? BenchEdits.Saved(picture, h) : picture, paste is { } p ? BenchEdits.Saved(e.Donor, p) : e.Donor, e.Chance);
        return BenchPicture.Jpeg(image, last, mask) with { Note = note };
    }) { Targets = targets };

    private static BenchCondition Twin(string name, int first, int last) => new("untouched twin, " + name, true, e =>
        BenchEdits.Host(e.Host, e.Chance) is { } picture ? BenchPicture.Jpeg(BenchEdits.Saved(picture, first), last) : null) { Targets = [new BenchTarget(Double, FalseShare)] };

    // The first save lies on a grid that is not the file's: the picture was cropped between the saves.
    private static BenchCondition Cropped(string name, int first, int last) => new("splice after cropping, " + name, false, e =>
    {
        if (OffGrid(e, first) is not { } picture) return null;
        var (image, mask, note) = BenchEdits.Paste(picture, e.Donor, e.Chance);
        return BenchPicture.Jpeg(image, last, mask) with { Note = note };
    }) { Targets = [new BenchTarget(Double, 0.85, 0.75)] };

    private static BenchCondition CroppedTwin(string name, int first, int last) => new("untouched cropped twin, " + name, true, e =>
        OffGrid(e, first) is { } picture ? BenchPicture.Jpeg(picture, last) : null) { Targets = [new BenchTarget(Double, FalseShare)] };

    private static Media.Pixels.RgbImage? OffGrid(BenchEdit edit, int first)
    {
        if (BenchEdits.Host(edit.Host, edit.Chance) is not { } picture) return null;
        var off = 1 + edit.Chance.NextInt(63);
        return BenchEdits.Crop(BenchEdits.Saved(picture, first), off % 8, off / 8, picture.Width - 8, picture.Height - 8);
    }

    // Neither the host nor the paste was ever saved before the first of the two saves.
    private static BenchPicture? Twice(BenchEdit edit, int first, int last)
    {
        var (host, donor) = (BenchEdits.Clean(edit.Host), BenchEdits.Clean(edit.Donor));
        if (Math.Min(host.Width, host.Height) < 2 * BenchEdits.Part) return null;
        var (image, mask, note) = BenchEdits.Paste(BenchEdits.Saved(host, first), donor, edit.Chance);
        return BenchPicture.Jpeg(image, last, mask) with { Note = note };
    }

    private static BenchCondition Foreign(string name, int? paste, int last, params BenchTarget[] targets) => new("foreign grid, " + name, false, e =>
    {
        if (BenchEdits.Host(e.Host, e.Chance) is not { } picture) return null;
        var (image, mask, note) = BenchEdits.Paste(picture, paste is { } p ? BenchEdits.Saved(e.Donor, p) : e.Donor, e.Chance);
        return BenchPicture.Jpeg(image, last, mask) with { Note = note };
    }) { Targets = targets };

    private static BenchPicture? Untouched(BenchEdit edit, bool onGrid, int last) =>
        BenchEdits.Host(edit.Host, edit.Chance, onGrid) is { } picture ? BenchPicture.Jpeg(picture, last) : null;

    private static BenchCondition Copy(string name, Func<Numerics.Seeded, (double Degrees, double Scale)> motion, params BenchTarget[] targets) => new("copy-move " + name, false, e =>
    {
        if (BenchEdits.Host(e.Host, e.Chance) is not { } picture) return null;
        var (degrees, scale) = motion(e.Chance);
        return BenchEdits.Copy(picture, degrees, scale, e.Chance) is var (image, mask, note) ? BenchPicture.Jpeg(image, 90, mask) with { Note = note } : null;
    }) { Targets = targets };

    private static BenchCondition Scaled(string name, int? last, Func<Numerics.Seeded, double> factor) => new($"scaled paste, {name}, {(last is { } q ? $"q{q}" : "PNG")}", false, e =>
    {
        if (BenchEdits.Host(e.Host, e.Chance) is not { } picture) return null;
        var (image, mask, note) = BenchEdits.PasteScaled(picture, e.Donor, factor(e.Chance), e.Chance);
        return (last is { } quality ? BenchPicture.Jpeg(image, quality, mask) : BenchPicture.Png(image, mask)) with { Note = note };
    });

    private static BenchCondition AfterCopy(string name, double resized, int last) => new("copy-move turned by 0–180°, scaled by 0.8–1.25, " + name, false, e =>
    {
        if (BenchEdits.Host(e.Host, e.Chance) is not { } picture) return null;
        var (degrees, scale) = (180 * e.Chance.NextUnit(), 0.8 * Math.Pow(1.5625, e.Chance.NextUnit()));
        if (BenchEdits.Copy(picture, degrees, scale, e.Chance) is not var (image, mask, note)) return null;
        (image, mask) = BenchEdits.Resized(image, mask, resized);
        return BenchPicture.Jpeg(image, last, mask) with { Note = note };
    });

    private static BenchCondition Catalogued(string name, int last) => new($"{name}, q{last}", false, e =>
        BenchEdits.Host(e.Host, e.Chance) is { } picture && ((ImageManipulation)ManipulationCatalog.Find(name)!).Apply(new ImageEdit(picture, e.Donor, e.Chance) { Cancel = e.Cancel }).TryGet(out var edited, out _)
            ? BenchPicture.Jpeg(edited.Image, last, edited.Mask) : null);

    private static BenchCondition Filtered(string name, int last, Func<Media.Pixels.RgbImage, Media.Pixels.RgbImage> filter) => new($"part {name}, q{last}", false, e =>
    {
        if (BenchEdits.Host(e.Host, e.Chance) is not { } picture) return null;
        var (image, mask, note) = BenchEdits.Filtered(picture, filter, e.Chance);
        return BenchPicture.Jpeg(image, last, mask) with { Note = note };
    });

    private static BenchPicture? Historyless(BenchEdit edit)
    {
        var (host, donor) = (BenchEdits.Clean(edit.Host), BenchEdits.Clean(edit.Donor));
        if (Math.Min(host.Width, host.Height) < 2 * BenchEdits.Part) return null;
        var (image, mask, note) = BenchEdits.Paste(host, donor, edit.Chance);
        return BenchPicture.Jpeg(image, 95, mask) with { Note = note };
    }
}
