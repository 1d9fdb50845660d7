namespace Touchstone.Engine.Keypoints;

/// <summary>A place in a picture that is found again when the picture is turned, resized or re-saved.</summary>
/// <param name="X">Column, pixels; pixel centres at whole numbers.</param>
/// <param name="Y">Row, pixels.</param>
/// <param name="Scale">Width σ of the blob, pixels.</param>
/// <param name="Angle">Direction of its strongest gradient, radians, −π … π, counted clockwise on the screen.</param>
/// <param name="Strength">Depth of the extremum, grey levels.</param>
public readonly record struct Keypoint(float X, float Y, float Scale, float Angle, float Strength);

/// <summary>Keypoints with their descriptors.</summary>
/// <param name="Points">Keypoints [n].</param>
/// <param name="Descriptors">One descriptor of <see cref="GradientDescriptor.Length"/> values per keypoint, unit length [n, 128].</param>
public sealed record FeatureSet(Keypoint[] Points, float[] Descriptors)
{
    /// <summary>The descriptor of a keypoint [128].</summary>
    public ReadOnlySpan<float> Descriptor(int at) => Descriptors.AsSpan(at * GradientDescriptor.Length, GradientDescriptor.Length);
}
