/** A region's code anywhere in a name, as in `web.eu-west-1.elb.amazonaws.com` or `s3-website-us-gov-west-1`. */
const pattern =
    /(?<![a-z0-9])(?:[a-z]{2}(?:-gov|-iso[a-z]?)?|eusc-de)-(?:central|(?:north|south)(?:east|west)?|east|west)-\d(?![a-z0-9])/;

/** The code of the AWS Region in a name; undefined without one. */
export function regionIn(text: string | undefined): string | undefined {
    return pattern.exec((text ?? "").toLowerCase())?.[0];
}
