using System.Globalization;
using Touchstone.Evaluation.Manipulations.Image.Kernels;
using Touchstone.Media;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>A part of the picture copied to another place of the same picture, as it is or turned and scaled.</summary>
internal static class CopyMove
{
    private const double LeastShare = 0.01, MostShare = 0.08;
    private const int Attempts = 40;

    /// <summary>Copied as it is.</summary>
    internal static View<EditedImage> Plain(ImageEdit edit) => Copy(edit, 0, 1);

    /// <summary>Turned by up to ±45° (one in six by a quarter or half turn) and scaled by 0.8 to 1.25, cubic interpolation.</summary>
    internal static View<EditedImage> Transformed(ImageEdit edit)
    {
        var chance = edit.Chance;
        var degrees = chance.NextInt(6) == 0 ? 90.0 * (1 + chance.NextInt(3)) : Math.Round(90 * (chance.NextUnit() - 0.5), 1);
        var scale = chance.NextInt(3) == 0 ? 1 : Math.Round(0.8 * Math.Pow(1.25 / 0.8, chance.NextUnit()), 3);
        return Copy(edit, degrees, scale);
    }

    private static View<EditedImage> Copy(ImageEdit edit, double degrees, double scale)
    {
        var image = edit.Target;
        if (Region.Refuse(image.Width, image.Height, 2 * Region.LeastEdge) is { } refusal) return View<EditedImage>.Missing(refusal);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var from = RegionShape.DrawTextured(image, edit.Chance, LeastShare, MostShare);
            var motion = Motion.Draw(from, degrees, scale, edit.Chance);
            if (motion.Place(from) is not { } to || !Apart(from, to)) continue;
            var feather = edit.Chance.NextInt(2) == 0 ? 0 : Math.Round(1 + edit.Chance.NextUnit(), 2);
            var (copied, mask) = Overlay.Lay(image, to, feather, (x, y, rgb) =>
            {
                var (u, v) = motion.Back(x, y);
                PixelSampling.Cubic(image, u, v, rgb);
            });
            return View<EditedImage>.Of(new EditedImage(copied, mask, Parameters(from, to, motion, feather)), "copied within the picture");
        }
        return View<EditedImage>.Missing(Fault.Absent(Codes.NotApplicableTooSmall, "No two places apart could be found for a copy. Give a larger picture."));
    }

    private static bool Apart(Region from, Region to)
    {
        for (var i = 0; i < from.Mask.Length; i++) if (from.Mask[i] && to.Mask[i]) return false;
        return true;
    }

    private static Dictionary<string, string> Parameters(Region from, Region to, Motion motion, double feather) => new()
    {
        ["from_box"] = $"{from.Box.Left},{from.Box.Top},{from.Box.Right},{from.Box.Bottom}",
        ["box"] = $"{to.Box.Left},{to.Box.Top},{to.Box.Right},{to.Box.Bottom}",
        ["shift"] = $"{motion.ShiftX},{motion.ShiftY}",
        ["degrees"] = motion.Degrees.ToString(CultureInfo.InvariantCulture),
        ["scale"] = motion.Scale.ToString(CultureInfo.InvariantCulture),
        ["feather_px"] = feather.ToString(CultureInfo.InvariantCulture),
        ["pixels"] = $"{to.Area}",
    };

    /// <summary>Turns and scales about the centre of the part, then shifts by whole pixels.</summary>
    internal sealed record Motion(double CentreX, double CentreY, double Degrees, double Scale, int ShiftX, int ShiftY)
    {
        private readonly double _cos = Math.Cos(Degrees * Math.PI / 180), _sin = Math.Sin(Degrees * Math.PI / 180);

        internal static Motion Draw(Region from, double degrees, double scale, Numerics.Seeded chance)
        {
            var (left, top, right, bottom) = from.Box;
            var (x, y) = ((left + right - 1) / 2.0, (top + bottom - 1) / 2.0);
            // Shifts by whole pixels keep an untransformed copy free of interpolation.
            return new Motion(x, y, degrees, scale, (int)(chance.NextUnit() * from.Width - x), (int)(chance.NextUnit() * from.Height - y));
        }

        /// <summary>Where a pixel of the copy comes from.</summary>
        internal (double X, double Y) Back(double x, double y)
        {
            var (u, v) = ((x - ShiftX - CentreX) / Scale, (y - ShiftY - CentreY) / Scale);
            return (CentreX + _cos * u + _sin * v, CentreY - _sin * u + _cos * v);
        }

        /// <summary>The region of the copy, or null where it would not lie inside the picture.</summary>
        internal Region? Place(Region from)
        {
            var mask = new bool[from.Mask.Length];
            var (left, top, right, bottom) = from.Box;
            var reach = (int)Math.Ceiling(Scale * Math.Sqrt(Math.Pow(right - left, 2) + Math.Pow(bottom - top, 2)) / 2) + 1;
            var (cx, cy) = ((int)CentreX + ShiftX, (int)CentreY + ShiftY);
            for (var y = cy - reach; y <= cy + reach; y++)
                for (var x = cx - reach; x <= cx + reach; x++)
                {
                    var (u, v) = Back(x, y);
                    var (column, row) = ((int)Math.Round(u), (int)Math.Round(v));
                    if (column < left || row < top || column >= right || row >= bottom || !from.Mask[row * from.Width + column]) continue;
                    if (x < 2 || y < 2 || x >= from.Width - 2 || y >= from.Height - 2) return null;
                    mask[y * from.Width + x] = true;
                }
            return new Region(from.Width, from.Height, mask);
        }
    }
}
